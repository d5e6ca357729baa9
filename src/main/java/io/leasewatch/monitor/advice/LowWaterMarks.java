package io.leasewatch.monitor.advice;

import java.time.Duration;

/**
 * A time series of minima: each point is the lowest of the values that were added during its step. Short peaks leave no trace, a lasting
 * increase does. Not thread-safe.
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

    /** Keeps the last {@code most} points, one for each {@code step}. */
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

    /** The number of points. */
    int size() {
        return size;
    }

    /** The lowest value of the current step, 0 before the first. */
    int now() {
        return low;
    }

    /** The maximum number of points. */
    int most() {
        return steps.length;
    }

    Duration step() {
        return Duration.ofNanos(stepNanos);
    }

    /** The time of each point in seconds since the first value, the oldest first. */
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
