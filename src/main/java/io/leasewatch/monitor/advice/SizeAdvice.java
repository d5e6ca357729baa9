package io.leasewatch.monitor.advice;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How large a pool should be, and why.
 *
 * @param direction what to do
 * @param max how large it is, {@code null} if nobody knows
 * @param recommended how large it should be, {@code null} if that cannot be said yet
 * @param models the size by each model that could be asked
 * @param floor below it threads that take several connections can lock each other out; 1 if none does
 * @param ceiling how many connections the database has for it, {@code null} if nobody knows
 * @param conflict whether the floor is above the ceiling, so that no size is right
 * @param demand the busiest minutes, which that is for
 * @param sentences the reasons, in words
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

    /** What to do with the size of a pool. */
    public enum Direction {
        RAISE,
        LOWER,
        KEEP,
        /** Nobody can say yet. */
        UNKNOWN
    }

    /** Where a size comes from. */
    public enum Model {
        /** As many as are busy on average; less is never enough. */
        LITTLES_LAW,
        /** As many as let 95 of 100 wait no longer than they should, if anybody may ask at any time. */
        ERLANG_C,
        /** The same, if only so many threads ever ask. */
        FINITE_SOURCE,
        /** As many as were in use or waited for at the worst moment. */
        OBSERVED_PEAK
    }
}
