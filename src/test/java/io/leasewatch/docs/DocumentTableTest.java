package io.leasewatch.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTableTest {

    private static final String FRUIT = "| fruit |\n|---|\n";
    private static final String TREES = "| tree |\n|---|\n";

    @TempDir
    private Path folder;

    private Path document;

    @BeforeEach
    void write() throws IOException {
        document = folder.resolve("garden.md");
        Files.writeString(
                document, "# Garden\n\n" + FRUIT + "| pear |\n| plum |\n\nAnd:\n\n" + TREES + "| oak |\n\nSo.\n");
    }

    @Test
    void tableHasNoRowsOfAnother() {
        assertThat(new DocumentTable(document, FRUIT).rows()).containsExactly("| pear |", "| plum |");
        assertThat(new DocumentTable(document, TREES).rows()).containsExactly("| oak |");
    }

    @Test
    void rewritingOneLeavesTheRestAsItIs() throws IOException {
        new DocumentTable(document, FRUIT).rewrite(List.of("| apple |"));

        assertThat(document)
                .content()
                .isEqualTo("# Garden\n\n" + FRUIT + "| apple |\n\nAnd:\n\n" + TREES + "| oak |\n\nSo.\n");
    }

    @Test
    void missingTableIsNamed() {
        assertThatThrownBy(() -> new DocumentTable(document, "| herb |\n|---|\n").rows())
                .hasMessageContaining("garden.md must have a table that begins with:\n| herb |");
    }
}
