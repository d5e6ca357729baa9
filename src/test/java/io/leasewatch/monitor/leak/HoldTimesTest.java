package io.leasewatch.monitor.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HoldTimesTest {

    @Test
    void percentileIsNeverMoreThanASixteenthFromTheOneThatSortingFinds() {
        Random random = new Random(17);
        for (int round = 0; round < 200; round++) {
            HoldTimes holds = new HoldTimes();
            long[] times = new long[1 + random.nextInt(500)];
            for (int i = 0; i < times.length; i++) {
                times[i] = anyTime(random);
                holds.add(times[i]);
            }
            Arrays.sort(times);

            for (double share : new double[] {0.01, 0.5, 0.9, 0.99, 1}) {
                double exact = times[(int) Math.max(1, Math.ceil(share * times.length)) - 1];

                assertThat((double) holds.percentile(share)).isCloseTo(exact, within(exact / 16));
            }
        }
    }

    @Test
    void timesBelowAMicrosecondCountAsHalfOfOneAndTimesBeyondTheLastBucketAsThat() {
        HoldTimes holds = new HoldTimes();
        holds.add(0);
        holds.add(-1);
        holds.add(Long.MAX_VALUE);

        assertThat(holds.percentile(0.5)).isEqualTo(512);
        assertThat(Duration.ofNanos(holds.percentile(1))).isGreaterThan(Duration.ofDays(12));
        assertThat(holds.count()).isEqualTo(3);
    }

    @Test
    void withoutAnyLeaseThereIsNoTime() {
        assertThat(new HoldTimes().percentile(0.5)).isZero();
    }

    @Test
    void whatIsMovedIsThereAndNotHereAnyMore() {
        HoldTimes from = new HoldTimes();
        HoldTimes to = new HoldTimes();
        from.add(5_000);
        to.add(5_000);

        from.moveTo(to);

        assertThat(from.count()).isZero();
        assertThat(to.count()).isEqualTo(2);
    }

    /** From a microsecond to an hour, as likely in each doubling as in the next. */
    private static long anyTime(Random random) {
        return (long) (1_024 * Math.pow(2, random.nextDouble() * 31));
    }
}
