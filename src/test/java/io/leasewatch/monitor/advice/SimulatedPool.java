package io.leasewatch.monitor.advice;

import io.leasewatch.core.time.ManualTicker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A pool with a limit, whose arrivals and hold times are drawn. Who finds it empty waits in line, and leaves after {@link #TIMEOUT}. It
 * feeds a {@link DemandHistory} with what the server would tell of it.
 */
final class SimulatedPool {

    private static final double TIMEOUT = 30;

    final DemandHistory course = new DemandHistory();

    private final Random random;
    private final int max;
    private final double step;
    private final ManualTicker ticker = new ManualTicker();
    private final Histogram holds = new Histogram(1000, 1_000_000_000L, 2);
    private final double[] until;
    private final double[] since;
    private final Deque<Double> waiting = new ArrayDeque<>();
    private DoubleUnaryOperator rate = t -> 1;
    private double fastest = 1;
    private Hold hold = (some, t) -> -0.05 * Math.log(1 - some.nextDouble());
    private double leakEvery = Double.POSITIVE_INFINITY;
    private double nextLeak = Double.POSITIVE_INFINITY;
    private double nextArrival;
    private double now;
    private int out;
    private int downstream;
    private long acquired;
    private long released;
    private double held;
    private long timeouts;
    private double p99 = LoadWatch.LONG.toSeconds();
    private double p99At;

    /** @param stepSeconds how often somebody looks */
    SimulatedPool(long seed, int max, double stepSeconds) {
        this.random = new Random(seed);
        this.max = max;
        this.step = stepSeconds;
        this.until = new double[max];
        this.since = new double[max];
    }

    /** How long a lease is held that is taken at some time. Seconds. */
    interface Hold {
        double draw(Random random, double seconds);
    }

    /** @param most what {@code perSecond} never exceeds */
    SimulatedPool arrivals(DoubleUnaryOperator perSecond, double most) {
        rate = perSecond;
        fastest = most;
        return this;
    }

    SimulatedPool holds(Hold drawn) {
        hold = drawn;
        return this;
    }

    /** From now on one connection is taken every so often and never given back. */
    SimulatedPool leakEvery(double seconds) {
        leakEvery = seconds;
        nextLeak = now + seconds;
        return this;
    }

    /** What makes threads wait is a PgBouncer from now on. */
    SimulatedPool clientsWaitDownstream() {
        downstream = 1;
        return this;
    }

    SimulatedPool run(Duration time) {
        return run(time, () -> {});
    }

    /** Runs on for that long, and calls {@code look} after each look at the pool. */
    SimulatedPool run(Duration time, Runnable look) {
        double end = now + time.toMillis() / 1e3;
        while (now < end - 1e-9) {
            double next = now + step;
            while (nextArrival <= next || nextLeak <= next) {
                if (nextLeak <= nextArrival) {
                    take(nextLeak, Double.POSITIVE_INFINITY);
                    nextLeak += leakEvery;
                } else {
                    double at = nextArrival;
                    nextArrival = at - Math.log(1 - random.nextDouble()) / fastest;
                    if (random.nextDouble() * fastest < rate.applyAsDouble(at)) {
                        ask(at);
                    }
                }
            }
            giveBack(next);
            now = next;
            ticker.advance(Duration.ofNanos(Math.round(step * 1e9)));
            sample();
            look.run();
        }
        return this;
    }

    private void ask(double at) {
        giveBack(at);
        if (out < max) {
            take(at, at + hold.draw(random, at));
        } else {
            waiting.addLast(at);
        }
    }

    private void take(double at, double end) {
        giveBack(at);
        if (out < max) {
            since[out] = at;
            until[out] = end;
            out++;
            acquired++;
        }
    }

    /** Gives back in the order of time, because whoever waits takes what comes back. */
    private void giveBack(double to) {
        while (true) {
            int first = -1;
            for (int i = 0; i < out; i++) {
                if (until[i] <= to && (first < 0 || until[i] < until[first])) {
                    first = i;
                }
            }
            double at = first < 0 ? to : until[first];
            while (!waiting.isEmpty() && waiting.getFirst() < at - TIMEOUT) {
                waiting.removeFirst();
                timeouts++;
            }
            if (first < 0) {
                return;
            }
            double time = until[first] - since[first];
            held += time;
            holds.recordValue(Math.min(1_000_000_000L, Math.round(time * 1e6)));
            released++;
            out--;
            until[first] = until[out];
            since[first] = since[out];
            if (!waiting.isEmpty()) {
                waiting.removeFirst();
                since[out] = at;
                until[out] = at + hold.draw(random, at);
                out++;
                acquired++;
            }
        }
    }

    private void sample() {
        if (released >= LoadWatch.LEAST_HOLDS && now - p99At > 10 * step) {
            p99 = holds.getValueAtPercentile(99) / 1e6;
            p99At = now;
        }
        course.add(new PoolObservation(
                ticker.nanos(),
                out,
                waiting.size(),
                max,
                0,
                suspects(),
                acquired,
                released,
                (long) (held * 1e9),
                timeouts));
    }

    /** Who holds a connection executes something in nine of ten moments, except for leaks. */
    private int suspects() {
        int suspects = 0;
        for (int i = 0; i < out; i++) {
            boolean leaked = Double.isInfinite(until[i]);
            if (now - since[i] > p99 && (leaked || random.nextDouble() > 0.9)) {
                suspects++;
            }
        }
        return suspects;
    }

    boolean isFull() {
        return out == max;
    }

    double seconds() {
        return now;
    }

    Forecast forecast() {
        return Forecast.of(course);
    }

    Verdict verdict() {
        DemandHistory behind = new DemandHistory();
        for (int i = 0; i < 400; i++) {
            behind.add(new PoolObservation(i * 1_000_000_000L, 1, downstream, 20, 0, 0, 0, 0, 0, 0));
        }
        return Verdict.of("jdbc/app", LeakEvidence.of(course, forecast(), List.of(behind)));
    }

    LeakEvidence evidence() {
        return LeakEvidence.of(course, forecast(), List.of());
    }

    @Nullable
    Duration exhaustedIn() {
        return forecast().exhaustedIn();
    }
}
