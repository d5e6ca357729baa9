package io.leasewatch.core.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenLeaseFootprintTest {

    @Test
    void openLeaseWithEverythingAboutItFitsIntoFourHundredBytes() {
        assertThat(OpenLeaseFootprint.bytes(1000)).isLessThanOrEqualTo(1000 * 400);
    }
}
