package io.leasewatch.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.docs.AccessTable;
import io.leasewatch.monitor.export.Metric;
import io.leasewatch.programs.Program;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpsTest {

    private static final Path PROMETHEUS = Path.of("ops/prometheus");
    private static final Pattern METRIC = Pattern.compile("\\b(?:leasewatch|db_client_connection)_\\w+");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)\n(.*?\n)(?=\n|\\z)", Pattern.DOTALL);
    private static final Pattern CALL = Pattern.compile("(GET|POST)\\s+/leasewatch(/api/[\\w/{}-]+)");
    private static final Set<String> SERVERS_OWN_LABELS = Set.of("instance", "job", "le");

    @Test
    void everyMetricInEveryQueryIsOneThatTheMonitorPublishes() throws IOException {
        String queries = rules() + String.join("\n", Dashboard.read().queries());

        assertThat(METRIC.matcher(queries).results().map(found -> found.group()))
                .hasSizeGreaterThan(50)
                .isSubsetOf(union(PublishedNames.metrics(), PublishedNames.labels()));
    }

    @Test
    void everythingThatIsPublishedIsOnTheDashboard() {
        String queries = String.join("\n", Dashboard.read().queries());

        assertThat(Metric.values())
                .allSatisfy(quantity -> assertThat(PublishedNames.of(quantity)).anyMatch(queries::contains));
    }

    @Test
    void everyLabelInEveryQueryIsOneThatTheMonitorPublishes() throws IOException {
        String queries = rules() + String.join("\n", Dashboard.read().queries());
        Pattern label = Pattern.compile("(\\w+)\\s*(?:=~|!=|!~|=)\\s*\"|\\$labels\\.(\\w+)|by \\(([^)]*)\\)");

        Set<String> used = label.matcher(queries)
                .results()
                .flatMap(found -> Pattern.compile("\\w+")
                        .matcher((found.group(1) + " " + found.group(2) + " " + found.group(3)).replace("null", ""))
                        .results())
                .map(found -> found.group())
                .collect(Collectors.toSet());

        assertThat(used).contains("pool", "outcome").isSubsetOf(union(PublishedNames.labels(), SERVERS_OWN_LABELS));
    }

    @Test
    void rulesDoWhatTheirTestsSay() throws Exception {
        assertThat(promtool(
                        "test", "rules", PROMETHEUS.resolve("alerts_test.yml").toString()))
                .contains("SUCCESS");
    }

    @Test
    void exampleIsAConfigurationThatPrometheusTakes() throws Exception {
        assertThat(promtool("check", "config", PROMETHEUS.resolve("scrape.yml").toString()))
                .contains("1 rule files found", "is valid prometheus config file syntax");
    }

    @Test
    void everyQueryOfTheDashboardIsOne(@TempDir Path folder) throws Exception {
        List<String> queries = Dashboard.read().queries();
        StringBuilder recording = new StringBuilder("groups:\n- name: panels\n  rules:\n");
        for (int i = 0; i < queries.size(); i++) {
            recording
                    .append("  - record: panel:")
                    .append(i)
                    .append("\n    expr: '")
                    .append(queries.get(i))
                    .append("'\n");
        }
        Path file = Files.writeString(folder.resolve("panels.yml"), recording);

        assertThat(promtool("check", "rules", file.toString())).contains(queries.size() + " rules found");
    }

    @Test
    void everyAlertHasASeverityAndSaysWhatToDoAndIsTried() throws IOException {
        Map<String, String> alerts = alerts();
        String tests = Files.readString(PROMETHEUS.resolve("alerts_test.yml"));

        assertThat(alerts).hasSizeGreaterThan(10);
        alerts.forEach((name, rule) -> {
            assertThat(rule)
                    .as(name)
                    .containsPattern("severity: (info|warning|error|critical)\n")
                    .containsPattern("summary: '.+\\$labels.+'\n")
                    .containsPattern("action: >-\n +\\S");
            assertThat(tests)
                    .as(name)
                    .containsPattern("alertname: " + name + "\n +eval_time: \\w+\n +exp_alerts:\n +- exp");
        });
    }

    @Test
    void everyAlertStandsInTheGuideWithItsSeverity() throws IOException {
        String guide = Files.readString(Path.of("docs/monitoring.md"));

        alerts().forEach((name, rule) -> {
            String severity = rule.replaceAll("(?s).*severity: (\\w+).*", "$1");
            assertThat(guide).containsPattern("\\| [^|]*`" + name + "`[^|]* \\| [^|]+ \\| " + severity + " \\|");
        });
        assertThat(Pattern.compile("`(Leasewatch\\w+)`")
                        .matcher(guide)
                        .results()
                        .map(name -> name.group(1)))
                .hasSameElementsAs(alerts().keySet());
    }

    @Test
    void whatAlertsSendPeopleToIsThere() throws IOException {
        Map<String, Set<String>> endpoints = AccessTable.read().endpoints();
        Matcher calls = CALL.matcher(rules());
        List<String> paths = new ArrayList<>();

        while (calls.find()) {
            paths.add(calls.group(2));
            assertThat(endpoints.get(calls.group(2))).as(calls.group()).contains(calls.group(1));
        }

        assertThat(paths).hasSizeGreaterThan(10);
        assertThat(Pattern.compile("LSW\\d{4}[IWE]").matcher(rules()).results().map(id -> "`" + id.group() + "`"))
                .isNotEmpty()
                .allSatisfy(id -> assertThat(Files.readString(Path.of("docs/messages.md")))
                        .contains("| " + id + " |"));
    }

    @Test
    void everyPanelHasAnIdOfItsOwnATitleAUnitAndTheDataSourceThatIsChosen() {
        Dashboard dashboard = Dashboard.read();
        String chosen = "{\"type\":\"prometheus\",\"uid\":\"${datasource}\"}";

        assertThat(dashboard.all()).extracting(panel -> panel.getInt("id")).doesNotHaveDuplicates();
        assertThat(dashboard.all())
                .extracting(panel -> panel.getString("title"))
                .doesNotContain("")
                .doesNotHaveDuplicates();
        assertThat(dashboard.panels()).hasSizeGreaterThan(20).allSatisfy(panel -> {
            assertThat(panel.getString("description")).isNotEmpty();
            assertThat(panel.getJsonObject("fieldConfig")
                            .getJsonObject("defaults")
                            .getString("unit"))
                    .isIn("short", "s", "ops", "percentunit");
            assertThat(panel.get("datasource")).hasToString(chosen);
            assertThat(panel.getJsonArray("targets")).isNotEmpty();
            assertThat(panel.getJsonArray("targets").getValuesAs(JsonObject.class))
                    .allSatisfy(target -> assertThat(target.get("datasource")).hasToString(chosen))
                    .extracting(target -> target.getString("refId"))
                    .doesNotHaveDuplicates();
        });
        assertThat(dashboard
                        .json()
                        .getJsonObject("templating")
                        .getJsonArray("list")
                        .getValuesAs(JsonObject.class))
                .extracting(variable -> variable.getString("name"))
                .containsExactly("datasource", "instance", "pool");
    }

    @Test
    void noPanelLiesOnAnother() {
        Set<String> taken = new HashSet<>();

        for (JsonObject panel : Dashboard.read().all()) {
            JsonObject place = panel.getJsonObject("gridPos");
            for (int x = place.getInt("x"); x < place.getInt("x") + place.getInt("w"); x++) {
                for (int y = place.getInt("y"); y < place.getInt("y") + place.getInt("h"); y++) {
                    assertThat(x).isBetween(0, 23);
                    assertThat(taken.add(x + "," + y))
                            .as(panel.getString("title"))
                            .isTrue();
                }
            }
        }
    }

    private static String rules() throws IOException {
        return Files.readString(PROMETHEUS.resolve("alerts.yml"));
    }

    private static Map<String, String> alerts() throws IOException {
        return ALERT.matcher(rules())
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static String promtool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Program.need("promtool")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
