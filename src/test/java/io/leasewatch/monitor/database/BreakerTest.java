package io.leasewatch.monitor.database;

import static io.leasewatch.monitor.database.BreakerState.CLOSED;
import static io.leasewatch.monitor.database.BreakerState.HALF_OPEN;
import static io.leasewatch.monitor.database.BreakerState.OPEN;
import static io.leasewatch.monitor.database.DatabaseState.DEGRADED;
import static io.leasewatch.monitor.database.DatabaseState.DOWN;
import static io.leasewatch.monitor.database.DatabaseState.UP;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.time.ManualTicker;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private final ManualTicker ticker = new ManualTicker();
    private final Breaker breaker = new Breaker(ticker);

    @Test
    void everybodyPassesUnlessTheDatabaseIsDown() {
        breaker.update(DEGRADED, 0);

        assertThat(breaker.state()).isEqualTo(CLOSED);
        assertThat(entered(10)).isEqualTo(10);
    }

    @Test
    void nobodyPassesWhileItIsDown() {
        breaker.update(DOWN, 0);

        assertThat(breaker.state()).isEqualTo(OPEN);
        assertThat(entered(10)).isZero();
    }

    @Test
    void everybodyPassesABreakerThatIsOff() {
        breaker.update(DOWN, 0);

        assertThat(breaker.enter(false)).isTrue();
    }

    @Test
    void aFewPassAtATimeWhenItHasAnsweredOnce() {
        breaker.update(DOWN, 1);

        assertThat(breaker.state()).isEqualTo(HALF_OPEN);
        assertThat(entered(10)).isEqualTo(Breaker.PROBES);
        breaker.leave();
        assertThat(entered(10)).isEqualTo(1);
    }

    @Test
    void oneThatDoesNotGetThroughOpensAHalfOpenBreakerAgain() {
        breaker.update(DOWN, 1);

        breaker.failed();

        assertThat(breaker.state()).isEqualTo(OPEN);
    }

    @Test
    void oneThatFailsDoesNotOpenAClosedBreakerByItself() {
        breaker.update(UP, 3);

        breaker.failed();

        assertThat(breaker.state()).isEqualTo(CLOSED);
    }

    @Test
    void breakerThatIsLeftAloneLetsEverybodyPass() {
        breaker.update(DOWN, 0);

        ticker.advance(Breaker.LONGEST_SILENCE.plusNanos(1));

        assertThat(entered(10)).isEqualTo(10);
    }

    @Test
    void breakerThatIsSwitchedOnWhileSomeAreInsideCountsThemRight() {
        breaker.update(DOWN, 0);
        for (int i = 0; i < 5; i++) {
            assertThat(breaker.enter(false)).isTrue();
        }
        breaker.update(DOWN, 1);
        assertThat(entered(10)).isZero();

        for (int i = 0; i < 5; i++) {
            breaker.leave();
        }

        assertThat(entered(10)).isEqualTo(Breaker.PROBES);
    }

    @Test
    void noSequenceOfPingsAndCallsLeavesItStuck() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            PingHistory vitals = new PingHistory(new ManualClock(), 2);
            vitals.warmedUp();
            Breaker any = new Breaker(ticker);
            int inside = 0;
            for (int i = 0; i < 100; i++) {
                switch (random.nextInt(7)) {
                    case 0, 1 -> hear(vitals, any, new PingResult.Failed("refused"));
                    case 2 -> hear(vitals, any, new PingResult.Answered(Duration.ZERO));
                    case 3 -> hear(vitals, any, new PingResult.Full("full"));
                    case 4 -> inside += any.enter(random.nextInt(10) > 0) ? 1 : 0;
                    case 5 -> any.failed();
                    default -> {
                        if (inside > 0) {
                            inside--;
                            any.leave();
                        }
                    }
                }
                ticker.advance(Duration.ofMillis(random.nextInt(1000)));
            }

            hear(vitals, any, new PingResult.Answered(Duration.ZERO));
            hear(vitals, any, new PingResult.Answered(Duration.ZERO));
            // However many are stuck inside.
            assertThat(any.state()).as("seed %s", seed).isEqualTo(CLOSED);
            assertThat(any.enter(true)).as("seed %s", seed).isTrue();

            hear(vitals, any, new PingResult.Failed("refused"));
            hear(vitals, any, new PingResult.Failed("refused"));
            assertThat(any.enter(true)).as("seed %s", seed).isFalse();
        }
    }

    private static void hear(PingHistory vitals, Breaker breaker, PingResult ping) {
        vitals.record(ping);
        breaker.update(vitals.state(), vitals.answers());
    }

    private int entered(int tries) {
        int entered = 0;
        for (int i = 0; i < tries; i++) {
            entered += breaker.enter(true) ? 1 : 0;
        }
        return entered;
    }
}
