package io.leasewatch.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanTextTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.35S, 350 ms",
        "PT1S, 1 s",
        "PT5.294352011S, 5.3 s",
        "PT42S, 42 s",
        "PT59.96S, 1 min",
        "PT81.2S, 1 min 21 s",
        "PT5M, 5 min",
        "PT59M59.6S, 1 h",
        "PT3H5M20S, 3 h 5 min",
        "PT50H, 50 h"
    })
    void durationHasTwoUnitsAtMost(Duration duration, String text) {
        assertThat(HumanText.duration(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 byte",
        "999, 999 bytes",
        "1000, 1.0 kB",
        "1449000, 1.4 MB",
        "67108864, 67 MB",
        "999600000, 1.0 GB",
        "9223372036854775807, 9.2 EB"
    })
    void bytesHaveTwoOrThreeDigits(long bytes, String text) {
        assertThat(HumanText.bytes(bytes)).isEqualTo(text);
    }

    @Test
    void onlyOneIsSingular() {
        assertThat(HumanText.count(1, "thread")).isEqualTo("1 thread");
        assertThat(HumanText.count(0, "thread")).isEqualTo("0 threads");
        assertThat(HumanText.count(3, "thread")).isEqualTo("3 threads");
    }
}
