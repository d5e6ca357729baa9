package io.leasewatch.cli;

import io.leasewatch.cli.Answers.Summary;
import io.leasewatch.time.Ticker;
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

    private final Server server;
    private final StressPlan plan;
    private final Ticker ticker;
    private final StressListener listener;

    StressRun(Server server, StressPlan plan, Ticker ticker, StressListener listener) {
        this.server = server;
        this.plan = plan;
        this.ticker = ticker;
        this.listener = listener;
    }

    Report run() throws InterruptedException {
        Summary status = server.summary();
        PoolsLook start = look();
        Culprits culprits = Culprits.since(start, server);
        listener.began(status, start.lines());
        Load load = new Load(server, plan, ticker);
        Tally total = new Tally();
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
        Verdict verdict = Verdict.of(start.inUse(), after, plan.waves(), sites);
        return Report.of(server, plan, status, start.lines(), waves, total.requests(), verdict);
    }

    private Requests send(Load load, int number, Tally total) {
        AtomicInteger done = new AtomicInteger();
        Tally tally = new Tally();
        listener.went(number, 0);
        load.wave(() -> listener.went(number, done.incrementAndGet())).forEach(shot -> {
            tally.add(shot);
            total.add(shot);
        });
        return tally.requests();
    }

    private PoolsLook look() {
        return PoolsLook.of(server.pools(), plan.pool());
    }

    /** The time after a wave. */
    private final class Settling {

        private final PoolsLook first;
        private PoolsLook last;

        /** @param first a look after the wave, at a reading that may be from before its end */
        Settling(PoolsLook first) {
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

        PoolsLook last() {
            return last;
        }
    }
}
