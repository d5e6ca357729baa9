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
 * Sends the waves one after another, and checks after each wave whether its connections were returned.
 *
 * <p>A run always ends: each wave takes at most the timeout of a request, the settle time and the delay before it.
 */
final class StressRun {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

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
        PoolsSnapshot start = poll();
        LeakingLines leakingLines = LeakingLines.since(start, server);
        listener.started(status, start.lines());
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
            listener.settling(number);
            Settling settling = new Settling(poll());
            after = settling.until(target);
            // Connections that leaked before this wave are not returned after it.
            target = after == null ? target : Math.max(target, after);
            Wave wave = new Wave(number, requests, after, settling.last().lines());
            waves.add(wave);
            listener.finished(wave);
        }
        List<LeakSite> sites =
                leakingLines.sites(server, after == null || after > start.inUse(), ticker, plan.settle());
        StressVerdict verdict = StressVerdict.of(
                start.inUse(), after, plan.waves(), sites, total.requests().succeeded() > 0);
        return StressReport.of(server, plan, status, start.lines(), waves, total.requests(), verdict);
    }

    private Requests send(WaveSender load, int number, RequestCounter total) {
        AtomicInteger done = new AtomicInteger();
        RequestCounter counter = new RequestCounter();
        listener.progressed(number, 0);
        load.wave(() -> listener.progressed(number, done.incrementAndGet())).forEach(result -> {
            counter.add(result);
            total.add(result);
        });
        return counter.requests();
    }

    private PoolsSnapshot poll() {
        return PoolsSnapshot.of(server.pools(), plan.pool());
    }

    /** The wait after a wave for its connections to be returned. */
    private final class Settling {

        private final PoolsSnapshot first;
        private PoolsSnapshot last;

        /** @param first the pools polled after the wave; the server may have read them before the wave ended */
        Settling(PoolsSnapshot first) {
            this.first = first;
            this.last = first;
        }

        /**
         * Polls until at most {@code target} connections are in use or the settle time is over. Returns the fewest connections in
         * use, {@code null} if the server did not poll its pools in that time.
         */
        @Nullable
        Integer until(int target) throws InterruptedException {
            long began = ticker.nanos();
            Integer fewest = null;
            while (true) {
                last = poll();
                if (last.readAt().isAfter(first.readAt())) {
                    fewest = fewest == null ? last.inUse() : Math.min(fewest, last.inUse());
                    if (fewest <= target) {
                        return fewest;
                    }
                }
                if (ticker.nanos() - began >= plan.settle().toNanos()) {
                    return fewest;
                }
                Thread.sleep(POLL_INTERVAL.toMillis());
            }
        }

        PoolsSnapshot last() {
            return last;
        }
    }
}
