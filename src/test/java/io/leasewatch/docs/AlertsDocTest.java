package io.leasewatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.monitor.alert.RuleMetric;
import io.leasewatch.monitor.alert.RuleSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/alerts.md} says of metrics and rules is what the code does. */
class AlertsDocTest {

    private static final Path DOCUMENT = Path.of("docs", "alerts.md");

    @Test
    void everyMetricHasItsRowAndEveryRowItsMetric() throws IOException {
        List<String> rows = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.matches("\\| `[a-z-]+` \\| (pool|service) \\|.*"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(RuleMetric.values())
                        .map(metric -> "| `" + metric.word() + "` | "
                                + metric.of().word() + " | " + metric.unit() + " | " + metric.meaning() + " |")
                        .toList());
    }

    @Test
    void rulesInTheTextAreRules() throws IOException {
        List<String> rules = Pattern.compile("(?m)^leasewatch\\.alerts\\.rules=((?:.*\\\\\n)*.*)$")
                .matcher(Files.readString(DOCUMENT))
                .results()
                .flatMap(found ->
                        Arrays.stream(found.group(1).replace("\\\n", " ").split(",")))
                .map(String::strip)
                .toList();

        assertThat(rules).hasSizeGreaterThan(4).allSatisfy(RuleSettings::parse);
    }
}
