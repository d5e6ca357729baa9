package io.leasewatch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * What part of a recording of JFR is Leasewatch's.
 *
 * @param samples the number of samples of running threads
 * @param own those with a frame of Leasewatch in their stack, by the package of the outermost one, such as {@code core.hooks}
 * @param bytes what was allocated
 * @param ownBytes what was allocated with a frame of Leasewatch in the stack
 */
record Profile(int samples, Map<String, Integer> own, double bytes, double ownBytes) {

    static Profile of(Path recording) throws IOException {
        int samples = 0;
        Map<String, Integer> own = new TreeMap<>();
        double bytes = 0;
        double ownBytes = 0;
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                switch (event.getEventType().getName()) {
                    case "jdk.ExecutionSample" -> {
                        samples++;
                        outermost(event).ifPresent(part -> own.merge(part, 1, Integer::sum));
                    }
                    case "jdk.ObjectAllocationSample" -> {
                        bytes += event.getLong("weight");
                        ownBytes += outermost(event).isPresent() ? event.getLong("weight") : 0;
                    }
                    default -> {}
                }
            }
        } finally {
            Files.delete(recording);
        }
        return new Profile(samples, own, bytes, ownBytes);
    }

    /** Of the measured application, whose classes have such names too, nothing. */
    private static Optional<String> outermost(RecordedEvent event) {
        return event.getStackTrace() == null
                ? Optional.empty()
                : event.getStackTrace().getFrames().stream()
                        .map(frame -> frame.getMethod().getType().getName())
                        .filter(type -> type.startsWith("io.leasewatch.") && !type.startsWith("io.leasewatch.bench."))
                        .map(type -> type.replaceAll("^io\\.leasewatch\\.(([a-z]+\\.)*).*", "$1"))
                        .map(part -> part.endsWith(".") ? part.substring(0, part.length() - 1) : part)
                        .reduce((inner, outer) -> outer);
    }

    int ownSamples() {
        return own.values().stream().mapToInt(Integer::intValue).sum();
    }
}
