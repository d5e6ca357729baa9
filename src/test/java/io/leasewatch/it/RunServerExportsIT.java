package io.leasewatch.it;

import static io.leasewatch.it.Call.VIEWER;
import static io.leasewatch.it.Monitor.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.programs.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(RunServer.class)
class RunServerExportsIT {

    private static final String EXPORT = "/leasewatch/api/monitoring/database?format=";

    private final LibertyServer server;

    RunServerExportsIT(LibertyServer server) {
        this.server = server;
    }

    /** A server that has just started has not read its pools yet. */
    @BeforeEach
    void awaitTheFirstReading() {
        await().atMost(SOON)
                .until(() ->
                        server.get("/metrics?scope=leasewatch").body().contains("leasewatch_pool_utilization_ratio"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "csv | text/csv; charset=utf-8; header=present",
                "prometheus | text/plain; version=0.0.4; charset=utf-8",
                "openmetrics | application/openmetrics-text; version=1.0.0; charset=utf-8",
                "influx | text/plain; charset=utf-8"
            })
    void formatIsSaidInTheContentType(String format, String type) {
        Answer answer = export(format);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(words(answer.header("Content-Type"))).isEqualTo(words(type));
    }

    @Test
    void seriesAreThoseOfTheServersOwnMetrics() {
        Set<String> ours = names(export("openmetrics").body());
        Set<String> servers = names(server.get("/metrics?scope=leasewatch").body());

        servers.removeIf(name -> name.endsWith("_max") && name.contains("_time_"));
        assertThat(ours).containsAll(servers);
    }

    @Test
    void numbersAreThoseOfTheApi() {
        server.get("/bookshop/api/trouble/leak-thread");
        Monitor monitor = new Monitor(server);
        monitor.openLeaks(1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(monitor.pool("jdbc/bookshop").getInt("inUseCount"))
                        .isEqualTo(1));

        String used =
                "db_client_connection_count{db_client_connection_pool_name=\"jdbc/bookshop\",db_client_connection_state=\"used\"}";
        // The metrics are published up to a second after the readings.
        Map<String, Double> samples = await().atMost(SOON)
                .until(
                        () -> Exposition.samples(export("prometheus").body()),
                        published -> published.getOrDefault(used, 0.0) == 1.0
                                && published.getOrDefault("leasewatch_lease_suspects{pool=\"jdbc/bookshop\"}", 0.0)
                                        == 1.0);
        List<String> rows = export("csv&pool=jdbc/bookshop").body().lines().toList();

        assertThat(samples)
                .containsEntry(used, 1.0)
                .containsEntry("db_client_connection_max{db_client_connection_pool_name=\"jdbc/bookshop\"}", 10.0)
                .containsEntry("leasewatch_lease_suspects{pool=\"jdbc/bookshop\"}", 1.0)
                .containsEntry("leasewatch_pool_utilization_ratio{pool=\"jdbc/bookshop\"}", 0.1);
        assertThat(rows).hasSize(2).first().asString().startsWith("timestamp,pool,kind,");
        assertThat(rows.get(1)).contains(",jdbc/bookshop,jdbc,", ",0.1,1,");
        assertThat(export("influx&pool=jdbc/bookshop").body().lines())
                .anyMatch(line -> line.matches(
                        "leasewatch,instance=[^ ]+,pool=jdbc/bookshop .*leasewatch_lease_suspects=1i.* \\d{19}"))
                .allMatch(line -> line.contains("jdbc/bookshop"));
        monitor.heal();
    }

    @Test
    void promtoolComplainsOfNothingButTheNamesOfOpenTelemetry() throws IOException, InterruptedException {
        Process check = new ProcessBuilder(Program.need("promtool"), "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (var input = check.getOutputStream()) {
            input.write(export("prometheus").body().getBytes(StandardCharsets.UTF_8));
        }

        assertThat(new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                .allMatch(line -> line.startsWith("db_client_connection_count "));
    }

    @ParameterizedTest
    @CsvSource({
        "prometheus&history=true, history",
        "csv&detailed=true, detailed",
        "influx&diagnostics=true, diagnostics"
    })
    void whatAFormatHasNoRoomForIsRefused(String query, String parameter) {
        Answer answer = export(query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("detail"))
                .startsWith("The parameter " + parameter + " is not supported with format=");
    }

    private Answer export(String query) {
        return server.get(EXPORT + query, VIEWER);
    }

    private static Set<String> words(String header) {
        return Set.of(header.toLowerCase(Locale.ROOT).replace(" ", "").split(";"));
    }

    private static Set<String> names(String text) {
        return text.lines()
                // What nobody can tell is no series of ours, and not a number of the server's.
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.endsWith(" NaN"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
