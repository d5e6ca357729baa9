package io.leasewatch.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The JDK 25 of this machine, if it has one. */
final class Jdk25 {

    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private Jdk25() {}

    static Optional<Path> home() {
        String given = System.getenv("JAVA25_HOME");
        try (Stream<Path> installed = Files.isDirectory(INSTALLED) ? Files.list(INSTALLED) : Stream.empty()) {
            return Stream.concat(
                            Stream.ofNullable(given)
                                    .filter(text -> !text.isBlank())
                                    .map(Path::of),
                            installed.filter(jdk -> jdk.getFileName().toString().matches(".*\\b25\\b.*")))
                    .filter(jdk -> Files.isExecutable(jdk.resolve("bin/java")))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
