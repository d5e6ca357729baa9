package io.leasewatch.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    private static final long MINUTE = 60_000_000_000L;

    private final Origin origin = new Origin(1_930_000_000_000L, Long.MAX_VALUE - MINUTE / 2);

    @ParameterizedTest
    @ValueSource(longs = {-1000, -1, 0, 1000})
    void sameMomentStaysTheSameTimeHoweverTheClocksTremble(long millis) {
        Origin now = new Origin(origin.millisAt(origin.nanos() + MINUTE) + millis, origin.nanos() + MINUTE);

        assertThat(origin.renewedBy(now)).isSameAs(origin);
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600_000, -1001, 1001, 3_600_000})
    void clockThatWasSetIsBelieved(long millis) {
        Origin now = new Origin(origin.millisAt(origin.nanos() + MINUTE) + millis, origin.nanos() + MINUTE);

        assertThat(origin.renewedBy(now)).isSameAs(now);
    }
}
