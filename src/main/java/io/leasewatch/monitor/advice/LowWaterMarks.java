package io.leasewatch.monitor.advice;

import java.time.Duration;

/**
 * The last points of a count that is looked at more often than a point is made: each is the lowest value of its step. What comes and goes
 * leaves no trace in it, and what stays does. Not thread-safe.
 */
final class LowWaterMarks {

    private final long stepNanos;
    private final long[] steps;
    private final int[] lowest;
    private int next;
    private int size;
    private boolean begun;
    private long originNanos;
    private long step;
    private int low;

    /** The last {@code most} points of {@code step} each. */
    LowWaterMarks(Duration step, int most) {
        this.stepNanos = step.toNanos();
        this.steps = new long[most];
        this.lowest = new int[most];
    }

    void add(long atNanos, int value) {
        if (!begun) {
            begun = true;
            originNanos = atNanos;
            low = value;
            return;
        }
        long now = (atNanos - originNanos) / stepNanos;
        if (now == step) {
            low = Math.min(low, value);
            return;
        }
        steps[next] = step;
        lowest[next] = low;
        next = (next + 1) % steps.length;
        size = Math.min(size + 1, steps.length);
        step = now;
        low = value;
    }

    /** Steps that are over. */
    int size() {
        return size;
    }

    /** The lowest value of the step that goes on, 0 before the first. */
    int now() {
        return low;
    }

    /** How many points there can be. */
    int most() {
        return steps.length;
    }

    Duration step() {
        return Duration.ofNanos(stepNanos);
    }

    /** When each point was, the oldest first. Seconds from whenever this began. */
    double[] seconds() {
        double[] seconds = new double[size];
        for (int i = 0; i < size; i++) {
            seconds[i] = steps[index(i)] * (stepNanos / 1e9);
        }
        return seconds;
    }

    double[] values() {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = lowest[index(i)];
        }
        return values;
    }

    private int index(int i) {
        return (next - size + i + steps.length) % steps.length;
    }
}
