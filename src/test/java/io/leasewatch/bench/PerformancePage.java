package io.leasewatch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** The page about speed. Each part is written by a run of its own, which keeps what the others wrote. */
final class PerformancePage {

    private final Path file;

    PerformancePage(String file) {
        this.file = Path.of(file);
    }

    /** The last cell of a target's row. */
    static String reached(boolean is) {
        return is ? "yes" : "**no**";
    }

    void write(Part part, String text) throws IOException {
        Map<Part, String> parts = parts(Files.exists(file) ? Files.readString(file) : "");
        parts.put(part, text);
        Files.writeString(file, String.join("", parts.values()));
    }

    private static Map<Part, String> parts(String page) {
        Map<Part, String> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            int begin = page.indexOf(part.heading());
            if (begin >= 0) {
                int end = Arrays.stream(Part.values())
                        .mapToInt(other -> page.indexOf(other.heading()))
                        .filter(other -> other > begin)
                        .min()
                        .orElse(page.length());
                parts.put(part, page.substring(begin, end));
            }
        }
        return parts;
    }

    /** The parts there are, in their order. */
    enum Part {
        FIRST("# What watching costs\n"),
        HISTORY("\n## The history and the alert rules\n"),
        DASHBOARD("\n## The dashboard\n"),
        MANY_POOLS("\n## Many pools\n"),
        NEWER_JDK("\n## On JDK 25\n"),
        INSTALLED("\n## As it is installed\n"),
        SOAK("\n## A long run\n");

        private final String heading;

        Part(String heading) {
            this.heading = heading;
        }

        String heading() {
            return heading;
        }
    }
}
