package io.leasewatch.monitor.pool;

import io.leasewatch.core.text.HumanText;

/** Says how many threads wait. */
public final class WaitersText {

    private WaitersText() {}

    /** {@code no thread waits}, {@code 1 thread waits} or {@code 3 threads wait}. */
    public static String of(int threads) {
        return threads == 0
                ? "no thread waits"
                : HumanText.count(threads, "thread") + (threads == 1 ? " waits" : " wait");
    }
}
