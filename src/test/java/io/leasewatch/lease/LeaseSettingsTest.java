package io.leasewatch.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseSettingsTest {

    @ParameterizedTest
    @ValueSource(ints = {-1, 100_001})
    void historyOfAnImpossibleSizeIsRefusedByItsNameAndTheRule(int size) {
        assertThatThrownBy(() -> new LeaseSettings(true, CaptureMode.SITE, size, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("historySize must be from 0 to 100000, was " + size);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000_001})
    void sampleOfAnImpossibleSizeIsRefusedByItsNameAndTheRule(int sample) {
        assertThatThrownBy(() -> new LeaseSettings(true, CaptureMode.SAMPLED, sample, 10, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("captureSample must be from 1 to 1000000, was " + sample);
    }

    @Test
    void packagesAreCopiedOnTheWayIn() {
        List<String> packages = new ArrayList<>(List.of("java."));
        LeaseSettings settings = new LeaseSettings(true, CaptureMode.SITE, 10, packages);

        packages.add("com.shop.");

        assertThat(settings.ignoredPackages()).containsExactly("java.");
    }
}
