package io.leasewatch.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeaseHistoryFootprintTest {

    @Test
    void thousandLeasesOfAsManyRequestsFitIntoAHundredKilobytes() {
        assertThat(HistoryFootprint.bytes(1000)).isLessThanOrEqualTo(100 * 1024);
    }
}
