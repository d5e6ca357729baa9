package io.leasewatch.monitor.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.monitor.history.Aggregate;
import io.leasewatch.monitor.history.Aggregate.Distribution;
import io.leasewatch.monitor.history.PoolSample;
import io.leasewatch.monitor.history.SampleSubject;
import io.leasewatch.monitor.history.ServiceSample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTablesTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    private final PoolSample sample =
            new PoolSample("shop 1", "=jdbc/app", AT, 0.7, 7, 3, null, 10, 8, 0.25, 1043.5, 2, 1);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void samplesOfPoolsAreRows() throws IOException {
        Exporter.pools(Format.CSV, List.of(sample), out);

        assertThat(text()).isEqualTo("""
                timestamp,instance,pool,utilization,active,idle,waiting,max,peak,timeouts,leaks,waitMillis,holdMillis\r
                2026-01-02T03:04:05Z,shop 1,'=jdbc/app,0.7,7,3,,10,8,2,1,0.25,1043.5\r
                """);
    }

    @Test
    void samplesOfPoolsAreLinesOfTheirOwnTime() throws IOException {
        Exporter.pools(Format.INFLUX, List.of(sample), out);

        assertThat(text()).isEqualTo("""
                leasewatch,db_client_connection_pool_name=\\=jdbc/app,db_client_connection_state=used,instance=shop\\ 1 \
                db_client_connection_count=7i 1767323045000000000
                leasewatch,db_client_connection_pool_name=\\=jdbc/app,db_client_connection_state=idle,instance=shop\\ 1 \
                db_client_connection_count=3i 1767323045000000000
                leasewatch,db_client_connection_pool_name=\\=jdbc/app,instance=shop\\ 1 \
                db_client_connection_max=10i,db_client_connection_timeouts_total=2i 1767323045000000000
                leasewatch,instance=shop\\ 1,pool=\\=jdbc/app \
                leasewatch_pool_utilization_ratio=0.7,leasewatch_pool_peak_used=8i,leasewatch_lease_suspects=1i \
                1767323045000000000
                """);
    }

    @Test
    void prometheusIsToldOfNowAlone() {
        assertThatThrownBy(() -> Exporter.pools(Format.PROMETHEUS, List.of(sample), out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("format must support the history, was prometheus");
    }

    @Test
    void samplesOfServicesAreRows() throws IOException {
        Exporter.services(List.of(new ServiceSample("shop 1", "bookshop", AT, 9, 8, 1, 2, null, 1)), out);

        assertThat(text()).isEqualTo("""
                timestamp,instance,service,acquired,released,active,errors,leaks,holdMillis\r
                2026-01-02T03:04:05Z,shop 1,bookshop,9,8,1,2,1,\r
                """);
    }

    @Test
    void sumsHaveFourColumnsForEachMeasure() throws IOException {
        Exporter.aggregates(
                SampleSubject.POOL,
                List.of(new Aggregate(
                        "shop 1",
                        "jdbc/app",
                        AT,
                        120,
                        new Distribution(0, 0.25, 0.5, 1),
                        new Distribution(0, 2, 5, 10),
                        null,
                        null,
                        null)),
                out);

        assertThat(text().lines().toList())
                .satisfiesExactly(
                        header -> assertThat(header)
                                .startsWith(
                                        "from,instance,pool,samples,utilizationMin,utilizationAverage,utilizationP95,")
                                .endsWith(",holdMillisP95,holdMillisMax"),
                        row -> assertThat(row)
                                .isEqualTo(
                                        "2026-01-02T03:04:05Z,shop 1,jdbc/app,120,0,0.25,0.5,1,0,2,5,10,,,,,,,,,,,,"));
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
