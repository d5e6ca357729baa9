package io.leasewatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The dashboard contains a copy of its library, so that a build needs no npm; the copy is what npm has under the version in the lock file. */
class VendoredTest {

    private static final Path VENDORED = Path.of("src/main/webapp/vendor/uplot");

    @Test
    void theCopyOfThePlotLibraryIsTheOneInTheLockFile() throws IOException, InterruptedException {
        Path whole = NpmPackages.install().resolve("uplot");

        assertThat(VENDORED.resolve("uPlot.iife.min.js"))
                .hasSameBinaryContentAs(whole.resolve("dist/uPlot.iife.min.js"));
        assertThat(VENDORED.resolve("uPlot.min.css")).hasSameBinaryContentAs(whole.resolve("dist/uPlot.min.css"));
        assertThat(VENDORED.resolve("LICENSE")).hasSameBinaryContentAs(whole.resolve("LICENSE"));
    }
}
