package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A JVM that has nothing for the agent to do. */
class AgentInPlainJavaIT {

    @Test
    void agentIsSilentAndOfNoUseWhereThereIsNoServer() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        Process process = new ProcessBuilder(java, "-javaagent:" + Archives.AGENT, "--list-modules")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("java.base@").doesNotContain("LSW", "leasewatch", "Exception");
    }
}
