package io.leasewatch.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockOriginTest {

    private static final long MINUTE = 60_000_000_000L;

    private final ClockOrigin origin = new ClockOrigin(1_930_000_000_000L, Long.MAX_VALUE - MINUTE / 2);

    @ParameterizedTest
    @ValueSource(longs = {-1000, -1, 0, 1000})
    void sameMomentStaysTheSameTimeHoweverTheClocksTremble(long millis) {
        ClockOrigin now = new ClockOrigin(origin.millisAt(origin.nanos() + MINUTE) + millis, origin.nanos() + MINUTE);

        assertThat(origin.renewedBy(now)).isSameAs(origin);
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600_000, -1001, 1001, 3_600_000})
    void clockThatWasSetIsBelieved(long millis) {
        ClockOrigin now = new ClockOrigin(origin.millisAt(origin.nanos() + MINUTE) + millis, origin.nanos() + MINUTE);

        assertThat(origin.renewedBy(now)).isSameAs(now);
    }
}
