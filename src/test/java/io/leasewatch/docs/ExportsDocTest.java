package io.leasewatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.monitor.export.Metric;
import io.leasewatch.programs.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/exports.md} says can be done, and is what the code does. */
class ExportsDocTest {

    private static final Path DOCUMENT = Path.of("docs", "exports.md");

    @Test
    void everyQuantityHasItsRowAndEveryRowItsQuantity() throws IOException {
        List<String> rows = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.matches("\\| `(db|leasewatch)\\.[a-z._]+` \\|.*"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        Arrays.stream(Metric.values()).map(ExportsDocTest::row).toList());
    }

    @Test
    void configurationForPrometheusIsOne(@TempDir Path folder) throws IOException, InterruptedException {
        String promtool = Program.need("promtool");
        Matcher yaml = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(Files.readString(DOCUMENT));
        assertThat(yaml.find()).isTrue();
        Path config = Files.writeString(folder.resolve("prometheus.yml"), yaml.group(1));

        Process check = new ProcessBuilder(promtool, "check", "config", config.toString())
                .redirectErrorStream(true)
                .start();

        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor()).as(said).isZero();
    }

    private static String row(Metric quantity) {
        String total = quantity.kind() == Metric.Kind.COUNTER ? "_total" : "";
        return "| `" + quantity.dotted() + "` | `" + quantity.underscored() + total + "` | "
                + quantity.kind().name().toLowerCase(Locale.ROOT) + " | " + quantity.description() + " |";
    }
}
