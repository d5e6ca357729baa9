package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class Jdk25IT {

    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    @Test
    void theRunServerDoesTheSameOnJdk25() {
        Optional<Path> home = jdk25();
        assertThat(home.isPresent() || !"true".equals(System.getenv("CI")))
                .as("a JDK 25 is installed, as it has to be in CI")
                .isTrue();
        assumeTrue(home.isPresent(), "There is no JDK 25; set JAVA25_HOME to test on one");

        try (LibertyServer server = ServerSetup.runServer("jdk25")
                .agent()
                .env("JAVA_HOME", home.orElseThrow().toString())
                .env("LEASEWATCH_LEAK_THRESHOLD", "PT3S")
                .env("LEASEWATCH_LEAK_CHECK_INTERVAL", "PT1S")
                .start("leasewatch", "bookshop")) {
            assertThat(server.log().lines("java.version = 25")).isNotEmpty();
            assertThat(server.log().lines("LSW9")).singleElement().asString().contains("LSW9101I");
            BookshopStory.ofAForgottenConnection(server);
        }
    }

    private static Optional<Path> jdk25() {
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
