package io.leasewatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.programs.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the dashboard brings of others is kept with it, so that a build needs no npm; it is what npm has under the version in the lock file. */
class VendoredTest {

    private static final Path VENDORED = Path.of("src/main/webapp/vendor/uplot");

    @Test
    void plotsAreDrawnByWhatTheLockFileNames(@TempDir Path folder) throws IOException, InterruptedException {
        String npm = Program.need("npm");
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(Path.of(file), folder.resolve(file));
        }

        Process install = new ProcessBuilder(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(install.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(install.exitValue())
                .as(Files.readString(folder.resolve("log")))
                .isZero();

        Path whole = folder.resolve("node_modules/uplot");
        assertThat(VENDORED.resolve("uPlot.iife.min.js"))
                .hasSameBinaryContentAs(whole.resolve("dist/uPlot.iife.min.js"));
        assertThat(VENDORED.resolve("uPlot.min.css")).hasSameBinaryContentAs(whole.resolve("dist/uPlot.min.css"));
        assertThat(VENDORED.resolve("LICENSE")).hasSameBinaryContentAs(whole.resolve("LICENSE"));
    }
}
