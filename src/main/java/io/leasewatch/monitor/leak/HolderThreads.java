package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Lease;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes stack traces of the threads that took leases. Platform threads are captured together in one safepoint, which is short for few
 * threads. Virtual threads, which {@link ThreadMXBean} does not support, are captured one by one.
 */
final class HolderThreads {

    /** Deeper frames are the server's. */
    static final int MOST_FRAMES = 64;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private HolderThreads() {}

    /** The live threads of {@code leases}, by thread id. */
    static Map<Long, Seen> of(List<Lease> leases) {
        Map<Long, Thread> alive = new HashMap<>();
        for (Lease lease : leases) {
            Thread thread = lease.holder().thread();
            if (thread != null && thread.isAlive()) {
                alive.put(thread.getId(), thread);
            }
        }
        Map<Long, Seen> seen = new HashMap<>();
        long[] ids = alive.keySet().stream().mapToLong(id -> id).toArray();
        for (@Nullable ThreadInfo info : THREADS.getThreadInfo(ids, MOST_FRAMES)) {
            if (info != null) {
                alive.remove(info.getThreadId());
                seen.put(info.getThreadId(), new Seen(info.getThreadState(), List.of(info.getStackTrace())));
            }
        }
        alive.forEach((id, thread) -> seen.put(id, Seen.of(thread)));
        return seen;
    }

    /**
     * A snapshot of a thread.
     *
     * @param state its state
     * @param stack its stack, innermost frame first
     */
    record Seen(Thread.State state, List<StackTraceElement> stack) {

        static Seen of(Thread thread) {
            return new Seen(
                    thread.getState(),
                    Arrays.stream(thread.getStackTrace()).limit(MOST_FRAMES).toList());
        }
    }
}
