package io.leasewatch.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The JavaScript of the dashboard follows the rules in eslint.config.mjs. */
class EslintTest {

    private static final Path CONFIG = Path.of("eslint.config.mjs");

    @Test
    void theScriptsOfTheDashboardFollowTheRulesOfEslint() throws IOException, InterruptedException {
        Path packages = NpmPackages.install();
        // A configuration finds its plug-ins only in a node_modules folder beside it.
        Path config = Files.copy(CONFIG, NpmPackages.FOLDER.resolve(CONFIG), StandardCopyOption.REPLACE_EXISTING);

        NpmPackages.run(
                Path.of("."),
                List.of(
                        packages.resolve(".bin/eslint").toString(),
                        "--max-warnings=0",
                        "--config=" + config,
                        "src/main/webapp/js"));
    }
}
