package io.leasewatch.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Programs that a test needs and that need not be there, except in CI. */
final class Installed {

    private Installed() {}

    static void need(String program) {
        boolean there = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        assertThat(there || !"true".equals(System.getenv("CI")))
                .as("%s is installed, as it has to be in CI", program)
                .isTrue();
        assumeTrue(there, program + " is not installed");
    }
}
