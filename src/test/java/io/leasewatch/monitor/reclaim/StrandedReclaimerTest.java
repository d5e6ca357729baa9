package io.leasewatch.monitor.reclaim;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.time.ManualTicker;
import io.leasewatch.docs.RecordedLog;
import io.leasewatch.monitor.pool.PoolPurger;
import io.leasewatch.monitor.pool.Readings;
import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import javax.management.InstanceNotFoundException;
import org.junit.jupiter.api.Test;

class StrandedReclaimerTest {

    private static final Duration AFTER = Duration.ofSeconds(20);
    private static final PoolReading WELL = Readings.reading("jdbc/shop", 3, 4);
    private static final PoolReading STRANDED = WELL.but().stranded(2).build();

    private final ManualTicker ticker = new ManualTicker();
    private final List<String> purged = new ArrayList<>();

    @Test
    void poolIsPurgedOnceItsConnectionsHaveBeenStrandedForTheGracePeriod() {
        StrandedReclaimer reclaimer = reclaimer(ReclaimMode.ON, purged::add);

        reclaimer.read(List.of(STRANDED));
        ticker.advance(AFTER.minusNanos(1));
        reclaimer.read(List.of(STRANDED));
        assertThat(purged).isEmpty();
        ticker.advance(Duration.ofNanos(1));
        try (RecordedLog log = RecordedLog.of(StrandedReclaimer.class)) {
            reclaimer.read(List.of(STRANDED));
            assertThat(log.lines())
                    .containsExactly("WARNING LSW3110W: jdbc/shop was purged to free 2 stranded connections."
                            + " The application is not at fault.");
        }
        assertThat(purged).containsExactly("jdbc/shop");
    }

    @Test
    void poolIsPurgedAtMostOnceAMinute() {
        StrandedReclaimer reclaimer = reclaimer(ReclaimMode.ON, purged::add);
        reclaimer.read(List.of(STRANDED));
        ticker.advance(AFTER);
        reclaimer.read(List.of(STRANDED));

        ticker.advance(Duration.ofSeconds(59));
        reclaimer.read(List.of(STRANDED));
        assertThat(purged).hasSize(1);
        ticker.advance(Duration.ofSeconds(1));
        reclaimer.read(List.of(STRANDED));

        assertThat(purged).hasSize(2);
    }

    @Test
    void connectionsThatReturnedMeanwhileGiveTheNextOnesTheWholeGracePeriod() {
        StrandedReclaimer reclaimer = reclaimer(ReclaimMode.ON, purged::add);
        reclaimer.read(List.of(STRANDED));
        ticker.advance(AFTER.dividedBy(2));
        reclaimer.read(List.of(WELL));
        reclaimer.read(List.of(STRANDED));
        ticker.advance(AFTER.dividedBy(2));

        reclaimer.read(List.of(STRANDED));

        assertThat(purged).isEmpty();
    }

    @Test
    void wrappedPoolIsPurgedByTheNameThatTheServerKnows() {
        StrandedReclaimer reclaimer = reclaimer(ReclaimMode.ON, purged::add);
        PoolReading wrapped = STRANDED.but().target("jdbc/shop-raw").build();
        reclaimer.read(List.of(wrapped));
        ticker.advance(AFTER);

        reclaimer.read(List.of(wrapped));

        assertThat(purged).containsExactly("jdbc/shop-raw");
    }

    @Test
    void onlyTheModeOnPurges() {
        StrandedReclaimer off = reclaimer(ReclaimMode.OFF, purged::add);
        StrandedReclaimer dry = reclaimer(ReclaimMode.DRY_RUN, purged::add);
        off.read(List.of(STRANDED));
        dry.read(List.of(STRANDED));
        ticker.advance(AFTER);

        try (RecordedLog log = RecordedLog.of(StrandedReclaimer.class)) {
            off.read(List.of(STRANDED));
            dry.read(List.of(STRANDED));
            assertThat(log.lines())
                    .containsExactly(
                            "INFO LSW3109I: Dry run: jdbc/shop would be purged now, to free 2 stranded connections.");
        }
        assertThat(purged).isEmpty();
    }

    @Test
    void purgeThatFailsIsLoggedAndTriedAgainInAMinute() {
        StrandedReclaimer reclaimer = reclaimer(ReclaimMode.ON, pool -> {
            purged.add(pool);
            throw new InstanceNotFoundException("The server has no single pool of this name.");
        });
        reclaimer.read(List.of(STRANDED));
        ticker.advance(AFTER);

        try (RecordedLog log = RecordedLog.of(StrandedReclaimer.class)) {
            reclaimer.read(List.of(STRANDED));
            assertThat(log.lines())
                    .containsExactly("WARNING LSW3111W: jdbc/shop could not be purged to free 2 stranded connections.");
        }
        ticker.advance(Duration.ofMinutes(1));
        reclaimer.read(List.of(STRANDED));
        assertThat(purged).hasSize(2);
    }

    @Test
    void workerThatIsBusyDoesNotStopTheReadings() {
        StrandedReclaimer reclaimer = new StrandedReclaimer(
                purged::add,
                work -> {
                    throw new RejectedExecutionException();
                },
                ticker,
                settings(ReclaimMode.ON));
        reclaimer.read(List.of(STRANDED));
        ticker.advance(AFTER);

        reclaimer.read(List.of(STRANDED));

        assertThat(purged).isEmpty();
    }

    private StrandedReclaimer reclaimer(ReclaimMode mode, PoolPurger purger) {
        return new StrandedReclaimer(purger, Runnable::run, ticker, settings(mode));
    }

    private static ReclaimSettings settings(ReclaimMode mode) {
        return new ReclaimSettings(mode, AFTER, 10, false, new ReclaimRules(false, false));
    }
}
