package io.leasewatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.export.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What {@code docs/exports.md} says of the quantities is what the code measures. */
class QuantitiesDocTest {

    @Test
    void everyQuantityHasItsRowAndEveryRowItsQuantity() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs", "exports.md")).stream()
                .filter(line -> line.matches("\\| `(db|leasewatch)\\.[a-z._]+` \\|.*"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(Quantity.values())
                        .map(QuantitiesDocTest::row)
                        .toList());
    }

    private static String row(Quantity quantity) {
        String total = quantity.kind() == Quantity.Kind.COUNTER ? "_total" : "";
        return "| `" + quantity.dotted() + "` | `" + quantity.underscored() + total + "` | "
                + quantity.kind().name().toLowerCase(Locale.ROOT) + " | " + quantity.description() + " |";
    }
}
