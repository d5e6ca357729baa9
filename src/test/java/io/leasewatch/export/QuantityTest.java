package io.leasewatch.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class QuantityTest {

    @Test
    void nameForPrometheusIsWhatItMakesOfTheDottedNameAndTheUnit() {
        assertThat(Quantity.CONNECTIONS.underscored()).isEqualTo("db_client_connection_count");
        assertThat(Quantity.WAIT_TIME.underscored()).isEqualTo("db_client_connection_wait_time_seconds");
        assertThat(Quantity.UTILIZATION.underscored()).isEqualTo("leasewatch_pool_utilization_ratio");
        assertThat(Quantity.LEAKS.underscored()).isEqualTo("leasewatch_leaks");
    }

    @Test
    void noTwoQuantitiesHaveOneName() {
        assertThat(Quantity.values()).extracting(Quantity::underscored).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Quantity.values()).map(Quantity::dotted))
                .allMatch(name -> name.matches("(leasewatch|db\\.client\\.connection)(\\.[a-z_]+)+"));
    }

    @Test
    void everythingIsTimeOrAShareOrIsCounted() {
        assertThat(Quantity.values())
                .allMatch(quantity -> quantity.isTime() || quantity.isRatio() || quantity.isCount());
    }
}
