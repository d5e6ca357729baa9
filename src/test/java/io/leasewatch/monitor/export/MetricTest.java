package io.leasewatch.monitor.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MetricTest {

    @Test
    void nameForPrometheusIsWhatItMakesOfTheDottedNameAndTheUnit() {
        assertThat(Metric.CONNECTIONS.underscored()).isEqualTo("db_client_connection_count");
        assertThat(Metric.WAIT_TIME.underscored()).isEqualTo("db_client_connection_wait_time_seconds");
        assertThat(Metric.UTILIZATION.underscored()).isEqualTo("leasewatch_pool_utilization_ratio");
        assertThat(Metric.LEAKS.underscored()).isEqualTo("leasewatch_leaks");
    }

    @Test
    void noTwoQuantitiesHaveOneName() {
        assertThat(Metric.values()).extracting(Metric::underscored).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Metric.values()).map(Metric::dotted))
                .allMatch(name -> name.matches("(leasewatch|db\\.client\\.connection)(\\.[a-z_]+)+"));
    }

    @Test
    void everythingIsTimeOrAShareOrIsCounted() {
        assertThat(Metric.values()).allMatch(quantity -> quantity.isTime() || quantity.isRatio() || quantity.isCount());
    }
}
