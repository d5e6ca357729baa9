package io.leasewatch.monitor.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.programs.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpositionFormatTest {

    @Test
    void everyFamilySaysWhatItIs() throws IOException {
        assertThat(text(ExpositionFormat.OPENMETRICS, Samples.ofPool("jdbc/app")))
                .contains(
                        "# TYPE leasewatch_leaks counter\n",
                        "# HELP leasewatch_leaks Leaks found, one per lease\n",
                        "leasewatch_leaks_total{kind=\"overdue\",pool=\"jdbc/app\"} 3.0\n",
                        "# UNIT db_client_connection_use_time_seconds seconds\n",
                        "# UNIT leasewatch_pool_utilization_ratio ratio\n",
                        "leasewatch_pool_exhaustion_eta_seconds{pool=\"jdbc/app\"} +Inf\n",
                        "db_client_connection_use_time_seconds_bucket{db_client_connection_pool_name=\"jdbc/app\",le=\"1800.0\"} 7\n",
                        "db_client_connection_use_time_seconds_count{db_client_connection_pool_name=\"jdbc/app\"} 8\n")
                .endsWith("\n# EOF\n");
    }

    @Test
    void withoutAnySeriesThereIsAnEndAllTheSame() throws IOException {
        assertThat(text(ExpositionFormat.OPENMETRICS, List.of())).isEqualTo("# EOF\n");
        assertThat(text(ExpositionFormat.PROMETHEUS, List.of())).isEmpty();
    }

    @Test
    void promtoolComplainsOfNothingButTheNamesOfOpenTelemetry() throws IOException, InterruptedException {
        String promtool = Program.need("promtool");
        List<Series> series = Samples.NASTY_NAMES.stream()
                .flatMap(name -> Samples.ofPool(name).stream())
                .toList();

        Process check = new ProcessBuilder(promtool, "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (var input = check.getOutputStream()) {
            ExpositionFormat.PROMETHEUS.write(series, input);
        }

        assertThat(new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                .allMatch(line -> line.startsWith("db_client_connection_count "));
        assertThat(check.waitFor()).isIn(0, 3);
    }

    private static String text(ExpositionFormat format, List<Series> series) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(series, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
