package io.leasewatch.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A server's messages.log. */
record ServerLog(Path file, Path console) {

    /** The lines so far that contain every one of these pieces. */
    List<String> lines(String... pieces) {
        return read(file).stream()
                .filter(line -> List.of(pieces).stream().allMatch(line::contains))
                .toList();
    }

    /** What to show when something went wrong. */
    String tail() {
        List<String> lines = read(Files.exists(file) ? file : console);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }

    private static List<String> read(Path log) {
        try {
            // Decoded with care: the last character of a log that is being written may be half a one.
            return Files.exists(log)
                    ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                            .lines()
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
