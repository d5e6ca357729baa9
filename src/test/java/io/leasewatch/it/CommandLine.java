package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The jar of the command line as it is shipped, in a process of its own. */
final class CommandLine {

    private CommandLine() {}

    /** Runs a command against {@code server} as a viewer, and waits until it has ended. */
    static Ended run(LibertyServer server, String what, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Archives.CLI.toString(),
                what,
                "--base-url=" + server.base()));
        command.addAll(List.of(options));
        try {
            Path out = Files.createTempFile("out", "");
            Path err = Files.createTempFile("err", "");
            try {
                return run(command, out, err);
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Ended run(List<String> command, Path out, Path err) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("LEASEWATCH_USER", "viewer");
        builder.environment().put("LEASEWATCH_PASSWORD", "viewer");
        // Whoever runs the tests may have a JVM say that it was told something.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** A process that has ended. */
    record Ended(int code, String out, String err) {}
}
