package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Jdk25IT {

    @Test
    void theRunServerDoesTheSameOnJdk25() {
        Optional<Path> home = Jdk25.home();
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
}
