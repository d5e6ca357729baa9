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
 * Finds the size of a pool: as large as its busiest minutes want it to be, not below where it can lock up, not above what the database has.
 */
final class SizeCalculator {

    /** As long as the busiest time is: short enough for a rush, long enough for an average. */
    static final int BUSIEST_MINUTES = 5;

    static final int LEAST_LEASES = 100;

    /** How many of those who ask are to wait no longer than they should. */
    static final double SHARE = 0.95;

    private static final int LARGEST = 100_000;

    /** A pool is too big from twice of what it needs on, and by this many at least. */
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

    /** What its last minutes say about the pool. */
    static SizeAdvice of(
            String pool,
            @Nullable Integer max,
            List<DemandMinute> minutes,
            SizeBounds bounds,
            AdviceSettings settings) {
        SizeCalculator sizing = new SizeCalculator(pool, max, minutes, bounds, settings);
        boolean enough = minutes.size() >= BUSIEST_MINUTES && sizing.demand.released() >= LEAST_LEASES;
        return enough ? sizing.advise() : sizing.waitForMore(minutes.size());
    }

    private SizeAdvice waitForMore(int minutes) {
        sentences.add(say(
                "There is too little to say how large %s should be: %d of %d minutes and %d of %d leases given back have been"
                        + " seen.",
                pool,
                Math.min(minutes, BUSIEST_MINUTES),
                BUSIEST_MINUTES,
                Math.min(demand.released(), LEAST_LEASES),
                LEAST_LEASES));
        sayBounds();
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
                "In its busiest %.0f minutes %s connections a second were taken and held for %s each, which keeps %.1f busy on"
                        + " average (Little's law), so %d is the least that could do. %s",
                demand.seconds() / 60,
                number(load.perSecond()),
                time(load.holdSeconds()),
                load.busy(),
                load.fewest(),
                threadsAreKnown ? finiteSource(wanted, threads) : erlangC(wanted)));
        if (!threadsAreKnown && bounded != null) {
            sentences.add(say(
                    "If never more than the %d that were seen at once ask for a connection, %d would do (finite source).",
                    threads, bounded));
        }
        if (isThrottled()) {
            sentences.add(say(
                    "Threads waited in %.0f %% of that time, so no more came in than the pool let through: look again when"
                            + " they do not.",
                    demand.waited() * 100));
        }
        sayBounds();
        return advice(direction, recommended);
    }

    private String erlangC(int size) {
        return say(
                "With %d, 95 of 100 wait %s at most (Erlang C, which takes arrivals for independent of each other and hold times"
                        + " for exponential: bursts want more, and few threads less).",
                size, time(new ErlangC(demand.load(), size).waitPercentile(SHARE)));
    }

    private String finiteSource(int size, int threads) {
        return say(
                "As only %d threads ever ask, %d let 95 of 100 wait no longer than %s (finite source, which takes hold times for"
                        + " exponential).",
                threads, size, time(settings.longestWait().toNanos() / 1e9));
    }

    /** {@code null} where so few threads cannot have asked for as much as was taken. */
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
                        "The maximum of %s, %d, is %.1f times what it needs: %d would do, and the database has less to keep.",
                        pool, size, (double) size / recommended, recommended);
            case KEEP -> say("The maximum of %s, %d, is right: it needs %d.", pool, size, recommended);
            case UNKNOWN ->
                max == null
                        ? say("Nobody knows the maximum of %s; it needs %d.", pool, recommended)
                        : say("%s needs %d for what came through, but more wanted to.", pool, recommended);
        };
    }

    /** More wanted to come in than were let through, so that what was measured is less than what is needed. */
    private boolean isThrottled() {
        return demand.waited() > THROTTLED;
    }

    private void sayBounds() {
        if (bounds.conflict()) {
            sentences.add(say(
                    "Two bounds are in conflict: with fewer than %d connections threads that take several at a time can lock up for"
                            + " good, and there are only %d, because %s. Let those threads take one connection, let fewer of them in, or"
                            + " have the database allow more.",
                    bounds.floor(), bounds.ceiling(), bounds.ceilingIs()));
            return;
        }
        if (bounds.floor() > 1) {
            sentences.add(say(
                    "Below %d it can lock up for good, because threads take a connection while they hold one.",
                    bounds.floor()));
        }
        if (bounds.ceiling() != null) {
            sentences.add(say("It cannot have more than %d: %s.", bounds.ceiling(), bounds.ceilingIs()));
        }
        if (bounds.hint() != null) {
            sentences.add(say(
                    "As a rule of thumb, the database works on %d statements at once (cores × 2 + spindles), over all servers; what"
                            + " is beyond that waits in there.",
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
