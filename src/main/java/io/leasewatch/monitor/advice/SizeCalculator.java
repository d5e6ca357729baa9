package io.leasewatch.monitor.advice;

import static io.leasewatch.monitor.advice.NumberText.number;
import static io.leasewatch.monitor.advice.NumberText.say;
import static io.leasewatch.monitor.advice.NumberText.time;

import io.leasewatch.monitor.advice.SizeAdvice.Direction;
import io.leasewatch.monitor.advice.SizeAdvice.Model;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Calculates the recommended size of a pool: what its busiest minutes need, not below the size that prevents deadlocks, not above what the
 * database allows. For one calculation; not thread-safe.
 */
final class SizeCalculator {

    /** The length of the busiest time in minutes: short enough for a peak, long enough for an average. */
    static final int BUSIEST_MINUTES = 5;

    static final int LEAST_LEASES = 100;

    /** The share of acquisitions that should wait no longer than the target. */
    static final double SHARE = 0.95;

    private static final int LARGEST = 100_000;

    /** A pool is too large if it is twice what it needs, and by at least this many connections. */
    private static final int WORTH_LOWERING = 5;

    private static final double THROTTLED = 0.05;

    private final String pool;
    private final @Nullable Integer max;
    private final SizeBounds bounds;
    private final AdviceSettings settings;
    private final Demand demand;
    private final Map<Model, Integer> models = new EnumMap<>(Model.class);
    private final List<String> sentences = new ArrayList<>();

    private SizeCalculator(
            String pool,
            @Nullable Integer max,
            List<DemandMinute> minutes,
            SizeBounds bounds,
            AdviceSettings settings) {
        this.pool = pool;
        this.max = max;
        this.bounds = bounds;
        this.settings = settings;
        this.demand = Demand.busiest(minutes, BUSIEST_MINUTES);
    }

    /** The advice for a pool with these {@code minutes}, the oldest first. */
    static SizeAdvice of(
            String pool,
            @Nullable Integer max,
            List<DemandMinute> minutes,
            SizeBounds bounds,
            AdviceSettings settings) {
        SizeCalculator sizing = new SizeCalculator(pool, max, minutes, bounds, settings);
        boolean enough = minutes.size() >= BUSIEST_MINUTES && sizing.demand.released() >= LEAST_LEASES;
        return enough ? sizing.advise() : sizing.tooLittleData(minutes.size());
    }

    private SizeAdvice tooLittleData(int minutes) {
        sentences.add(say(
                "There is too little data to recommend a size for %s: %d of %d minutes and %d of %d returned leases so"
                        + " far.",
                pool,
                Math.min(minutes, BUSIEST_MINUTES),
                BUSIEST_MINUTES,
                Math.min(demand.released(), LEAST_LEASES),
                LEAST_LEASES));
        addBounds();
        return advice(Direction.UNKNOWN, null);
    }

    private SizeAdvice advise() {
        PoolLoad load = demand.load();
        models.put(Model.LITTLES_LAW, load.fewest());
        models.put(Model.OBSERVED_PEAK, Math.max(1, demand.most()));
        int open = smallest(size -> new ErlangC(load, size), LARGEST);
        models.put(Model.ERLANG_C, open);
        int threads = settings.threads() > 0 ? settings.threads() : demand.most();
        Integer bounded = bounded(load, Math.min(threads, FiniteSource.MOST_THREADS));
        if (bounded != null) {
            models.put(Model.FINITE_SOURCE, bounded);
        }
        boolean threadsAreKnown = settings.threads() > 0 && bounded != null;
        int wanted = settings.threads() > 0 && bounded != null ? bounded : open;
        int recommended = bounds.within(wanted);
        Direction direction = direction(recommended);
        sentences.add(lead(direction, max == null ? 0 : max, recommended));
        sentences.add(say(
                "In its busiest %.0f minutes, %s connections per second were taken and held for %s each. That keeps"
                        + " %.1f connections busy on average (Little's law), so the minimum is %d. %s",
                demand.seconds() / 60,
                number(load.perSecond()),
                time(load.holdSeconds()),
                load.busy(),
                load.fewest(),
                threadsAreKnown ? finiteSource(wanted, threads) : erlangC(wanted)));
        if (!threadsAreKnown && bounded != null) {
            sentences.add(say(
                    "If no more than the %d threads seen so far need a connection at the same time, %d connections are"
                            + " enough (finite source).",
                    threads, bounded));
        }
        if (isThrottled()) {
            sentences.add(say(
                    "Threads waited %.0f %% of that time, so the measured demand is too low. Check again when no thread"
                            + " waits.",
                    demand.waited() * 100));
        }
        addBounds();
        return advice(direction, recommended);
    }

    private String erlangC(int size) {
        return say(
                "With %d connections, 95 %% of acquisitions wait %s at most (Erlang C, which assumes independent"
                        + " arrivals and exponential hold times: bursts need more, and few threads need less).",
                size, time(new ErlangC(demand.load(), size).waitPercentile(SHARE)));
    }

    private String finiteSource(int size, int threads) {
        return say(
                "With at most %d threads, %d connections let 95 %% of acquisitions wait no longer than %s (finite"
                        + " source, which assumes exponential hold times).",
                threads, size, time(settings.longestWait().toNanos() / 1e9));
    }

    /** {@code null} if so few threads cannot have caused the load. */
    private @Nullable Integer bounded(PoolLoad load, int threads) {
        double think = load.perSecond() <= 0 ? 0 : threads / load.perSecond() - load.holdSeconds();
        if (threads < 1 || think <= 0 || load.holdSeconds() <= 0) {
            return null;
        }
        return smallest(size -> new FiniteSource(threads, size, think, load.holdSeconds()), threads);
    }

    private int smallest(IntFunction<WaitModel> model, int most) {
        double goal = settings.longestWait().toNanos() / 1e9;
        int size = Math.min(most, demand.load().fewest());
        while (size < most && model.apply(size).waitLongerThan(goal) > 1 - SHARE) {
            size++;
        }
        return size;
    }

    private Direction direction(int recommended) {
        if (max == null) {
            return Direction.UNKNOWN;
        }
        if (recommended > max) {
            return Direction.RAISE;
        }
        if (isThrottled()) {
            return Direction.UNKNOWN;
        }
        return max >= 2 * recommended && max - recommended >= WORTH_LOWERING ? Direction.LOWER : Direction.KEEP;
    }

    private String lead(Direction direction, int size, int recommended) {
        return switch (direction) {
            case RAISE -> say("Raise the maximum of %s from %d to %d.", pool, size, recommended);
            case LOWER ->
                say(
                        "Lower the maximum of %s from %d to %d. It is %.1f times what the pool needs.",
                        pool, size, recommended, (double) size / recommended);
            case KEEP -> say("Keep the maximum of %s at %d. The pool needs %d.", pool, size, recommended);
            case UNKNOWN ->
                max == null
                        ? say("The maximum of %s is unknown. The pool needs %d.", pool, recommended)
                        : say("%s needs at least %d. Its demand is higher, because threads waited.", pool, recommended);
        };
    }

    /** Whether threads waited so much that the measured demand is lower than the real demand. */
    private boolean isThrottled() {
        return demand.waited() > THROTTLED;
    }

    private void addBounds() {
        if (bounds.conflict()) {
            sentences.add(say(
                    "Two limits conflict: with fewer than %d connections, threads that take several at a time can"
                            + " deadlock, but there are only %d, because %s. Let these threads take one connection"
                            + " each, run fewer of them, or raise the limit of the database.",
                    bounds.floor(), bounds.ceiling(), bounds.ceilingIs()));
            return;
        }
        if (bounds.floor() > 1) {
            sentences.add(say(
                    "With fewer than %d connections it can deadlock, because threads take a connection while they hold"
                            + " another.",
                    bounds.floor()));
        }
        if (bounds.ceiling() != null) {
            sentences.add(say("It cannot have more than %d: %s.", bounds.ceiling(), bounds.ceilingIs()));
        }
        if (bounds.hint() != null) {
            sentences.add(say(
                    "As a rule of thumb, the database executes %d statements at a time (cores × 2 + spindles), for all"
                            + " servers together. Further statements wait in the database.",
                    bounds.hint()));
        }
    }

    private SizeAdvice advice(Direction direction, @Nullable Integer recommended) {
        return new SizeAdvice(
                direction,
                max,
                recommended,
                models,
                bounds.floor(),
                bounds.ceiling(),
                bounds.conflict(),
                demand,
                sentences);
    }
}
