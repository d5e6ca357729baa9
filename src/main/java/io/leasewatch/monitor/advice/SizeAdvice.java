package io.leasewatch.monitor.advice;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The recommended size of a pool, and the reasons. Immutable.
 *
 * @param direction what to do
 * @param max the current maximum, {@code null} if unknown
 * @param recommended the recommended maximum, {@code null} if there is too little data
 * @param models the size by each model that applies
 * @param floor the size below which threads that take several connections can deadlock; 1 if no thread does
 * @param ceiling how many connections the database allows for this pool, {@code null} if unknown
 * @param conflict whether the floor is above the ceiling, so that no size is right
 * @param demand the busiest minutes, which the recommendation is for
 * @param sentences the reasons, one sentence each
 */
public record SizeAdvice(
        Direction direction,
        @Nullable Integer max,
        @Nullable Integer recommended,
        Map<Model, Integer> models,
        int floor,
        @Nullable Integer ceiling,
        boolean conflict,
        Demand demand,
        List<String> sentences) {

    public SizeAdvice {
        models = Map.copyOf(models);
        sentences = List.copyOf(sentences);
    }

    /** The same without a recommendation, for these reasons. */
    SizeAdvice withheld(List<String> reasons) {
        return new SizeAdvice(Direction.UNKNOWN, max, null, models, floor, ceiling, conflict, demand, reasons);
    }

    /** What to do with the size of a pool. */
    public enum Direction {
        RAISE,
        LOWER,
        KEEP,
        /** There is too little data. */
        UNKNOWN
    }

    /** A model that yields a size. */
    public enum Model {
        /** The number of connections that are busy on average; the lower limit. */
        LITTLES_LAW,
        /** The size at which 95 % of acquisitions meet the target wait, for independent arrivals. */
        ERLANG_C,
        /** The same for a bounded number of threads. */
        FINITE_SOURCE,
        /** The highest number of connections in use plus threads waiting. */
        OBSERVED_PEAK
    }
}
