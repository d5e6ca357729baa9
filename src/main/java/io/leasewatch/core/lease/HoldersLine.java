package io.leasewatch.core.lease;

import io.leasewatch.core.site.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who holds a pool, in one line: the lines of code that hold the most of it, such as {@code jdbc/app: 10 of 10 in use; held by
 * OrderService.java:41 × 10, oldest 42 s, idle}.
 *
 * <p>Cost grows with the open leases, of which at most {@link #MOST_LEASES} are looked at: it is written by a thread that has waited for a
 * connection in vain already.
 */
public final class HoldersLine {

    static final int MOST_LEASES = 10_000;

    /** Of so many at most it is asked whether they are in a transaction, which costs some microseconds each. */
    static final int MOST_ASKED = 200;

    /** As many as fit into one line. */
    private static final int MOST_SITES = 3;

    private final Pool pool;
    private final Map<Site, Group> groups = new HashMap<>();
    private int held;

    private HoldersLine(Pool pool) {
        this.pool = pool;
    }

    /** Who holds {@code pool} at this moment. */
    public static String of(Pool pool, LeaseRegistry registry) {
        HoldersLine line = new HoldersLine(pool);
        long now = registry.ticker().nanos();
        int left = MOST_LEASES;
        for (Lease lease : registry.openLeases()) {
            if (left-- == 0) {
                break;
            }
            if (lease.pool() == pool && lease.isOpen() && !lease.isTakenBack()) {
                line.add(lease, now);
            }
        }
        return line.write();
    }

    private void add(Lease lease, long now) {
        held++;
        groups.computeIfAbsent(lease.site(), Group::new).add(lease, now, held <= MOST_ASKED);
    }

    private String write() {
        int retained = pool.retained().size();
        Integer limit = pool.limit();
        int inUse = held + retained;
        StringBuilder line = new StringBuilder(pool.name()).append(": ").append(inUse);
        if (limit != null) {
            // It is full, or nobody would wait: what is missing was taken before anybody watched, or is kept unseen.
            line.append(" of ").append(limit).append(inUse < limit ? " seen" : "");
        }
        line.append(" in use");
        if (retained > 0) {
            line.append(", ").append(retained).append(" of them closed and kept for their units of work");
        }
        if (held > 0) {
            line.append("; held by ");
            write(line);
        }
        return line.toString();
    }

    private void write(StringBuilder line) {
        List<Group> most = new ArrayList<>(groups.values());
        most.sort(Comparator.comparingInt((Group group) -> -group.count).thenComparingLong(group -> -group.oldest));
        int rest = held;
        String between = "";
        for (Group group : most.subList(0, Math.min(MOST_SITES, most.size()))) {
            line.append(between).append(group);
            between = "; ";
            rest -= group.count;
        }
        if (rest > 0) {
            int others = most.size() - MOST_SITES;
            line.append("; ")
                    .append(rest)
                    .append(" at ")
                    .append(others)
                    .append(others == 1 ? " other line" : " other lines");
        }
    }

    /** A duration as people say it: {@code 350 ms}, {@code 42 s}, {@code 12 min}, {@code 3 h}. */
    static String inWords(Duration duration) {
        if (duration.toMillis() < 1000) {
            return duration.toMillis() + " ms";
        }
        if (duration.toSeconds() < 120) {
            return duration.toSeconds() + " s";
        }
        return duration.toMinutes() < 120 ? duration.toMinutes() + " min" : duration.toHours() + " h";
    }

    /** What was taken at one line. */
    private static final class Group {
        private final Site site;
        private int count;
        private long oldest;
        private int executing;
        private int ended;
        private int inTransaction;

        Group(Site site) {
            this.site = site;
        }

        void add(Lease lease, long now, boolean ask) {
            Handle handle = lease.handle();
            count++;
            oldest = Math.max(oldest, lease.heldNanosAt(now));
            if (handle != null && handle.isExecuting()) {
                executing++;
            } else if (lease.isAbandoned()) {
                ended++;
            } else if (ask && lease.activity() == Activity.IDLE_IN_TRANSACTION) {
                inTransaction++;
            }
        }

        @Override
        public String toString() {
            return (site.isKnown() ? site : "an unknown line") + " × " + count + ", oldest "
                    + inWords(Duration.ofNanos(oldest)) + ", " + activity();
        }

        private String activity() {
            List<String> words = new ArrayList<>();
            say(words, executing, "executing");
            say(words, ended, count == 1 ? "thread ended" : "threads ended");
            say(words, inTransaction, Activity.IDLE_IN_TRANSACTION.words());
            say(words, count - executing - ended - inTransaction, "idle");
            return String.join(", ", words);
        }

        private void say(List<String> words, int of, String what) {
            if (of > 0) {
                words.add(of == count ? what : of + " " + what);
            }
        }
    }
}
