package io.leasewatch.monitor.leak;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A histogram of hold times with logarithmic buckets: eight per doubling, from a microsecond to two weeks. A percentile is the middle of a
 * bucket, with an error of at most 1/16 (6.25 %). Hold times below a microsecond count as half a microsecond.
 *
 * <p>Thread-safe. It has a few hundred counters, less than a library's histogram, because there is one for each line that takes
 * connections. Its counts can be moved to another one while leases end.
 */
final class HoldTimes {

    private static final int STEP_BITS = 3;
    private static final int STEPS = 1 << STEP_BITS;
    private static final int LEAST_BITS = 10;
    private static final int DOUBLINGS = 40;

    private final AtomicLongArray buckets = new AtomicLongArray(1 + DOUBLINGS * STEPS);

    void add(long nanos) {
        buckets.getAndIncrement(bucketOf(nanos));
    }

    /** Moves all counts to {@code other}. A count that is added concurrently is moved or stays, and is never lost. */
    void moveTo(HoldTimes other) {
        for (int i = 0; i < buckets.length(); i++) {
            if (buckets.get(i) != 0) {
                other.buckets.getAndAdd(i, buckets.getAndSet(i, 0));
            }
        }
    }

    /** Adds these counts to {@code sum} without changing them. */
    void addTo(HoldTimes sum) {
        for (int i = 0; i < buckets.length(); i++) {
            long here = buckets.get(i);
            if (here != 0) {
                sum.buckets.getAndAdd(i, here);
            }
        }
    }

    long count() {
        long count = 0;
        for (int i = 0; i < buckets.length(); i++) {
            count += buckets.get(i);
        }
        return count;
    }

    /** The hold time that {@code share} of the leases do not exceed, in nanoseconds; 0 if there are none. */
    long percentile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * count()));
        long counted = 0;
        for (int i = 0; i < buckets.length(); i++) {
            counted += buckets.get(i);
            if (counted >= rank) {
                return middleOf(i);
            }
        }
        return 0;
    }

    private static int bucketOf(long nanos) {
        int bits = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos | 1);
        if (nanos < 0 || bits < LEAST_BITS) {
            return 0;
        }
        int step = (int) (nanos >>> (bits - STEP_BITS)) & (STEPS - 1);
        return Math.min(1 + (bits - LEAST_BITS) * STEPS + step, DOUBLINGS * STEPS);
    }

    private static long middleOf(int bucket) {
        if (bucket == 0) {
            return 1L << (LEAST_BITS - 1);
        }
        int bits = LEAST_BITS + (bucket - 1) / STEPS;
        long width = 1L << (bits - STEP_BITS);
        return (STEPS + (bucket - 1) % STEPS) * width + width / 2;
    }
}
