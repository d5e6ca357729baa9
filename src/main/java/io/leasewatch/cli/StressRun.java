package io.leasewatch.cli;

import io.leasewatch.cli.server.LeasewatchClient;
import io.leasewatch.cli.server.ServerAnswers.Summary;
import io.leasewatch.core.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the waves one after the other, and looks after each whether its connections come back.
 *
 * <p>It ends: each wave takes no longer than a request may, the time to settle, and the delay before it.
 */
final class StressRun {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final LeasewatchClient server;
    private final StressPlan plan;
    private final Ticker ticker;
    private final StressListener listener;

    StressRun(LeasewatchClient server, StressPlan plan, Ticker ticker, StressListener listener) {
        this.server = server;
        this.plan = plan;
        this.ticker = ticker;
        this.listener = listener;
    }

    StressReport run() throws InterruptedException {
        Summary status = server.summary();
        PoolsSnapshot start = look();
        LeakingLines culprits = LeakingLines.since(start, server);
        listener.began(status, start.lines());
        WaveSender load = new WaveSender(server, plan, ticker);
        RequestCounter total = new RequestCounter();
        List<Wave> waves = new ArrayList<>();
        int target = start.inUse();
        Integer after = null;
        for (int number = 1; number <= plan.waves(); number++) {
            if (number > 1) {
                Thread.sleep(plan.delay().toMillis());
            }
            Requests requests = send(load, number, total);
            listener.settles(number);
            Settling settling = new Settling(look());
            after = settling.until(target);
            // What leaked before this wave does not come back after it.
            target = after == null ? target : Math.max(target, after);
            Wave wave = new Wave(number, requests, after, settling.last().lines());
            waves.add(wave);
            listener.ended(wave);
        }
        List<LeakSite> sites = culprits.sites(server, after == null || after > start.inUse(), ticker, plan.settle());
        StressVerdict verdict = StressVerdict.of(start.inUse(), after, plan.waves(), sites);
        return StressReport.of(server, plan, status, start.lines(), waves, total.requests(), verdict);
    }

    private Requests send(WaveSender load, int number, RequestCounter total) {
        AtomicInteger done = new AtomicInteger();
        RequestCounter tally = new RequestCounter();
        listener.went(number, 0);
        load.wave(() -> listener.went(number, done.incrementAndGet())).forEach(shot -> {
            tally.add(shot);
            total.add(shot);
        });
        return tally.requests();
    }

    private PoolsSnapshot look() {
        return PoolsSnapshot.of(server.pools(), plan.pool());
    }

    /** The time after a wave. */
    private final class Settling {

        private final PoolsSnapshot first;
        private PoolsSnapshot last;

        /** @param first a look after the wave, at a reading that may be from before its end */
        Settling(PoolsSnapshot first) {
            this.first = first;
            this.last = first;
        }

        /** Waits until no more than that are in use, as long as the plan lets it; the fewest that were in use. */
        @Nullable
        Integer until(int target) throws InterruptedException {
            long began = ticker.nanos();
            Integer fewest = null;
            while (true) {
                last = look();
                if (last.readAt().isAfter(first.readAt())) {
                    fewest = fewest == null ? last.inUse() : Math.min(fewest, last.inUse());
                    if (fewest <= target) {
                        return fewest;
                    }
                }
                if (ticker.nanos() - began >= plan.settle().toNanos()) {
                    return fewest;
                }
                Thread.sleep(LOOK.toMillis());
            }
        }

        PoolsSnapshot last() {
            return last;
        }
    }
}
