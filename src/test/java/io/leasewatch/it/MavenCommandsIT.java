package io.leasewatch.it;

import static io.leasewatch.it.Call.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leasewatch.docs.Command;
import io.leasewatch.programs.Program;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The README's commands that run the server, start it in the background and stop it, without the network, on what has been packaged, in a copy: whoever runs the
 * tests may have a server of their own in the original.
 */
class MavenCommandsIT {

    private final Path folder = Archives.build().resolve("it/maven");
    private final int port = Program.freePort();
    private final URI server = URI.create("http://localhost:" + port);

    @Test
    void mavenStartsTheServerThatThePageSpeaksOfAndStopsIt() throws Exception {
        Program.need("mvn");
        copy();
        try {
            maven("mvn -B -DskipTests package liberty:start");

            awaitAnswer("/bookshop/");
            awaitAnswer("/leasewatch/api/database/leaks");
            assertThat(folder.resolve("target/liberty/wlp/usr/servers/leasewatch/logs/messages.log"))
                    .content()
                    .contains("LSW9101I");
        } finally {
            maven("mvn -B liberty:stop");
        }
        assertThatThrownBy(() -> new Call(server).get()).hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void mavenRunsTheServerOnTheRuntimeThatItHasAndDownloadsNoFeatures() throws Exception {
        Program.need("mvn");
        copy();
        Path said = Files.createTempFile("run", ".txt");
        Process running = new ProcessBuilder("sh", "-c", inTheCopy("mvn -B -DskipTests package liberty:run"))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(90))
                    .failFast("Maven has ended", () -> !running.isAlive())
                    .untilAsserted(() -> assertThat(said).content().contains("CWWKF0011I"));
            awaitAnswer("/leasewatch/api/database/leaks");
        } finally {
            maven("mvn -B liberty:stop");
            assertThat(running.waitFor(1, TimeUnit.MINUTES)).isTrue();
            Files.delete(said);
        }
    }

    /** Maven waits for half a minute at most, and not for the applications. */
    private void awaitAnswer(String path) {
        await().atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> new Call(server.resolve(path)).as(VIEWER).get().status() == 200);
    }

    /** Links to what nobody writes to. {@code liberty:run} packages the WAR anew, from the classes and the pages. */
    private void copy() throws IOException, InterruptedException {
        Path liberty = Archives.liberty();
        sh("rm -rf " + folder + " && mkdir -p " + folder + "/src/main " + folder + "/target/liberty");
        sh("cp pom.xml " + folder + " && cp -r src/main/liberty " + folder + "/src/main");
        sh("cp -al " + liberty + " " + folder + "/target/liberty && cd " + folder
                + "/target/liberty/wlp && rm -rf usr && cp -r " + liberty + "/usr .");
        Path build = Archives.build();
        sh("cp -r src/main/webapp " + folder + "/src/main && cp -al " + build + "/classes " + build
                + "/leasewatch-lib.jar " + folder + "/target");
    }

    private void maven(String documented) throws IOException, InterruptedException {
        sh(inTheCopy(documented));
    }

    private String inTheCopy(String documented) {
        assertThat(Command.of(Path.of("README.md"))).extracting(Command::text).contains(documented);
        return "cd " + folder + " && "
                + documented
                        .replace("-DskipTests package", "")
                        .replace("mvn", "mvn -o -Dliberty.var.http.port=" + port);
    }

    private static void sh(String command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("said", ".txt");
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as(command + ": " + Files.readString(said))
                    .isZero();
        } finally {
            process.destroyForcibly();
            Files.delete(said);
        }
    }
}
