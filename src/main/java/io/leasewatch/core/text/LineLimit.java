package io.leasewatch.core.text;

import java.time.Instant;

/** Limits log lines: each subject has at most one a minute, and all of them together have a number of lines a minute. Not thread-safe. */
public final class LineLimit {

    private final int most;
    private long minute;
    private int lines;

    /** Allows {@code most} lines a minute for all subjects together. */
    public LineLimit(int most) {
        this.most = most;
    }

    /** Whether a line about {@code subject} may be logged at {@code now}. If so, it is counted. */
    public boolean tryAcquire(Subject subject, Instant now) {
        long current = now.getEpochSecond() / 60;
        lines = current == minute ? lines : 0;
        minute = current;
        boolean free = lines < most && subject.loggedMinute != current;
        if (free) {
            lines++;
            subject.loggedMinute = current;
        }
        return free;
    }

    /** What log lines are about. */
    public static final class Subject {
        private long loggedMinute = -1;
    }
}
