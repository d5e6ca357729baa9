package io.leasewatch.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A command line tool of the JDK that runs the tests. */
final class JdkTool {

    private JdkTool() {}

    /** What it writes; an {@link IllegalStateException} with that if it fails. */
    static String run(String name, String... arguments) {
        String path = Path.of(System.getProperty("java.home"), "bin", name).toString();
        List<String> command =
                Stream.concat(Stream.of(path), Stream.of(arguments)).toList();
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(name + " said: " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
