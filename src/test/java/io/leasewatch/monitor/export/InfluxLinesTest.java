package io.leasewatch.monitor.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.monitor.export.Series.Value;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InfluxLinesTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.000000006Z");

    @Test
    void whatHasTheSameTagsIsOnOneLine() throws IOException {
        assertThat(lines(Samples.ofPool("jdbc/app"))).isEqualTo("""
                leasewatch,db_client_connection_pool_name=jdbc/app,db_client_connection_state=used,instance=one \
                db_client_connection_count=7i 1767323045000000006
                leasewatch,instance=one,pool=jdbc/app leasewatch_pool_utilization_ratio=0.7 1767323045000000006
                leasewatch,instance=one,kind=overdue,pool=jdbc/app leasewatch_leaks_total=3i 1767323045000000006
                leasewatch,db_client_connection_pool_name=jdbc/app,instance=one \
                db_client_connection_use_time_seconds_count=8i,db_client_connection_use_time_seconds_sum=2000.625 \
                1767323045000000006
                """);
    }

    @Test
    void charactersThatMeanSomethingAreEscaped() throws IOException {
        assertThat(tag("a,b=c d")).isEqualTo("a\\,b\\=c\\ d");
        assertThat(tag("say \"hi\"")).isEqualTo("say\\ \"hi\"");
        assertThat(tag("back\\slash")).isEqualTo("back\\slash");
        assertThat(tag("at the end\\")).isEqualTo("at\\ the\\ end/");
        assertThat(tag("before\\, it")).isEqualTo("before/\\,\\ it");
        assertThat(tag("two\nlines")).isEqualTo("two\\ lines");
    }

    @Test
    void tagWithoutAValueIsLeftOut() throws IOException {
        List<Series> series = List.of(new Value(Metric.SUSPECTS, Map.of(Tags.POOL, ""), 1));

        assertThat(lines(series)).startsWith("leasewatch,instance=one leasewatch_lease_suspects=1i ");
    }

    @Test
    void fieldHasTheSameTypeWhateverItsValue() throws IOException {
        List<Series> series = List.of(
                new Value(Metric.UTILIZATION, Map.of(), 1),
                new Value(Metric.MAX, Map.of(), 1),
                new Value(Metric.OLDEST, Map.of(), 1e-9));

        assertThat(lines(series))
                .contains(
                        "utilization_ratio=1.0,db_client_connection_max=1i,leasewatch_lease_oldest_age_seconds=1.0E-9 ");
    }

    private static String tag(String pool) throws IOException {
        String line = lines(List.of(new Value(Metric.SUSPECTS, Map.of(Tags.POOL, pool), 1)));
        return line.substring(line.indexOf("pool=") + 5, line.indexOf(" leasewatch_lease"));
    }

    private static String lines(List<Series> series) throws IOException {
        StringBuilder lines = new StringBuilder();
        InfluxLines.write(series, Map.of(Tags.INSTANCE, "one"), AT, lines);
        return lines.toString();
    }
}
