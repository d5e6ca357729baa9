package io.leasewatch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page about speed. Its last section is written by a run of its own, and each run keeps what the other wrote. */
final class PerformancePage {

    static final String LAST_SECTION = "\n## On a running server\n";

    private final Path file;

    PerformancePage(String file) {
        this.file = Path.of(file);
    }

    void write(String allButTheLastSection) throws IOException {
        String before = read();
        int last = before.indexOf(LAST_SECTION);
        Files.writeString(file, allButTheLastSection + (last < 0 ? "" : before.substring(last)));
    }

    void writeLastSection(String section) throws IOException {
        String before = read();
        int last = before.indexOf(LAST_SECTION);
        Files.writeString(file, (last < 0 ? before : before.substring(0, last)) + section);
    }

    private String read() throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
