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
 * Looks at the threads that took leases: all of them in one pause of the JVM, which is as short as there are few of them. Virtual
 * threads, of which the JVM knows nothing there, are looked at one by one.
 */
final class HolderThreads {

    /** Frames beyond these are the server's. */
    static final int MOST_FRAMES = 64;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private HolderThreads() {}

    /** The threads of {@code leases} that are alive, by their id. */
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
     * A thread at one moment.
     *
     * @param state what it was at
     * @param stack where it was, innermost frame first
     */
    record Seen(Thread.State state, List<StackTraceElement> stack) {

        static Seen of(Thread thread) {
            return new Seen(
                    thread.getState(),
                    Arrays.stream(thread.getStackTrace()).limit(MOST_FRAMES).toList());
        }
    }
}
