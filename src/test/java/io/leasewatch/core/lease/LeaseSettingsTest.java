package io.leasewatch.core.lease;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.core.origin.PackageRules;
import io.leasewatch.core.site.CaptureMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseSettingsTest {

    @ParameterizedTest
    @ValueSource(ints = {-1, 100_001})
    void historyOfAnImpossibleSizeIsRefusedByItsNameAndTheRule(int size) {
        assertThatThrownBy(() -> new LeaseSettings(true, CaptureMode.SITE, size, PackageRules.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("historySize must be from 0 to 100000, was " + size);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000_001})
    void sampleOfAnImpossibleSizeIsRefusedByItsNameAndTheRule(int sample) {
        assertThatThrownBy(() -> new LeaseSettings(true, CaptureMode.SAMPLED, sample, 10, PackageRules.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("captureSample must be from 1 to 1000000, was " + sample);
    }
}
