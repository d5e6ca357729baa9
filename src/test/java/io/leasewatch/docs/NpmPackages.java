package io.leasewatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.programs.Program;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The packages in package-lock.json, installed below target so that the source tree stays clean. Tests share one installation, which
 * stays until the lock file changes.
 */
final class NpmPackages {

    static final Path FOLDER = Path.of("target/npm");

    private static final Path LOCK = Path.of("package-lock.json");

    /** A copy of the lock file, written when everything in it is installed. */
    private static final Path INSTALLED = FOLDER.resolve("installed-lock.json");

    /** Locked while packages are installed: tests may run in several virtual machines. */
    private static final Path IN_USE = FOLDER.resolve("in-use");

    private NpmPackages() {}

    /** The folder node_modules with the packages. Without npm the test is skipped; in CI it fails. */
    static synchronized Path install() throws IOException, InterruptedException {
        String npm = Program.need("npm");
        Files.createDirectories(FOLDER);
        try (FileChannel channel = FileChannel.open(IN_USE, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock ignored = channel.lock()) {
            if (!Files.exists(INSTALLED) || Files.mismatch(INSTALLED, LOCK) >= 0) {
                Files.deleteIfExists(INSTALLED);
                for (Path file : List.of(Path.of("package.json"), LOCK)) {
                    Files.copy(file, FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
                }
                run(FOLDER, List.of(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
                Files.copy(LOCK, INSTALLED);
            }
        }
        return FOLDER.resolve("node_modules");
    }

    /** Runs a command in a folder; if it fails, the test fails with its output. */
    static void run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(FOLDER, "output", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            process.destroyForcibly();
            assertThat(ended).as("%s ends within five minutes", command).isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            Files.delete(log);
        }
    }
}
