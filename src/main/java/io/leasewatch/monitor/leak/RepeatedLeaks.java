package io.leasewatch.monitor.leak;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Counts the leaks of one line of code, and decides which are logged singly: the first {@link #SINGLY}. The others are summarized
 * after ten seconds, then after growing intervals, so that the number of log lines does not grow with the number of leaks. Not
 * thread-safe.
 */
final class RepeatedLeaks {

    /** How many leaks of a line are logged singly. */
    static final int SINGLY = 3;

    /** After this time without a leak or the end of one, the next leaks are logged singly again. */
    static final Duration QUIET = Duration.ofMinutes(10);

    private static final List<Duration> INTERVALS =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1));

    private Instant began;
    private Instant lastSeen;
    private Instant summarized;
    private int summaries;
    private long found;
    private long open;
    private long moreFound;
    private long moreEnded;
    private boolean stackLogged;

    RepeatedLeaks(Instant now) {
        began = now;
        lastSeen = now;
        summarized = now;
    }

    /** A leak was found. Returns whether it is logged singly. */
    boolean found(Instant now) {
        if (isQuiet(now)) {
            began = now;
            summarized = now;
            summaries = 0;
            found = 0;
        }
        lastSeen = now;
        found++;
        open++;
        if (found <= SINGLY) {
            return true;
        }
        moreFound++;
        return false;
    }

    /** A leak has ended. It is summarized unless it is logged {@code singly}. */
    void ended(boolean singly, Instant now) {
        lastSeen = now;
        open--;
        if (!singly) {
            moreEnded++;
        }
    }

    /** Whether no stack was logged yet. The next call returns {@code false}. */
    boolean takeStack() {
        boolean first = !stackLogged;
        stackLogged = true;
        return first;
    }

    boolean isDue(Instant now) {
        Duration interval = INTERVALS.get(Math.min(summaries, INTERVALS.size() - 1));
        return hasMore() && !now.isBefore(summarized.plus(interval));
    }

    /** Whether nothing is left to count. The number of open leaks is kept as long as there are any. */
    boolean isOver(Instant now) {
        return open == 0 && isQuiet(now);
    }

    private boolean isQuiet(Instant now) {
        return !hasMore() && !now.isBefore(lastSeen.plus(QUIET));
    }

    private boolean hasMore() {
        return moreFound > 0 || moreEnded > 0;
    }

    /** What happened since the last summary, which this one becomes. */
    Summary summarize(Instant now) {
        Summary summary = new Summary(
                moreFound, moreEnded, Duration.between(summarized, now), found, Duration.between(began, now), open);
        summarized = now;
        summaries++;
        moreFound = 0;
        moreEnded = 0;
        return summary;
    }

    /**
     * The leaks of a line that were not logged singly.
     *
     * @param found how many were found since the last summary
     * @param ended how many ended since the last summary
     * @param interval the time since the last summary
     * @param all how many leaks were found since the first
     * @param since the time since the first
     * @param open how many are open now
     */
    record Summary(long found, long ended, Duration interval, long all, Duration since, long open) {}
}
