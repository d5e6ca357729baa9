package io.leasewatch.core.lease;

import io.leasewatch.core.site.Site;
import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.text.LogText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A one-line summary of the code that holds the connections of a pool, such as {@code jdbc/app: 10 of 10 in use; held by
 * OrderService.java:41 × 10, oldest 42 s, idle}.
 *
 * <p>The cost grows with the number of open leases, of which at most {@link #MOST_LEASES} are read. It is written by a thread
 * whose acquisition has already timed out.
 */
public final class HoldersLine {

    static final int MOST_LEASES = 10_000;

    /** The maximum number of leases that are checked for an open transaction, which costs some microseconds each. */
    static final int MOST_CHECKED = 200;

    /** The maximum number of sites in the line. */
    private static final int MOST_SITES = 3;

    private final Pool pool;
    private final Map<Site, Group> groups = new HashMap<>();
    private final Set<Lease> selfWaiting;
    private final Map<Site, Group> returned = new HashMap<>();
    private int held;

    private HoldersLine(Pool pool, Set<Lease> selfWaiting) {
        this.pool = pool;
        this.selfWaiting = selfWaiting;
    }

    /** Summarizes the current holders of {@code pool}. */
    public static String of(Pool pool, LeaseRegistry registry) {
        return during(null, pool, registry);
    }

    /**
     * Summarizes the current holders of {@code pool}, and those that held a connection while {@code timeout} waited and have
     * returned it since, as far as the history of leases goes back.
     */
    public static String during(Pool.@Nullable TimedOut timeout, Pool pool, LeaseRegistry registry) {
        Set<Lease> selfWaiting = registry.ownership().nestings().waits().stream()
                .map(SelfWait::held)
                .collect(Collectors.toSet());
        HoldersLine line = new HoldersLine(pool, selfWaiting);
        long now = registry.ticker().nanos();
        if (timeout != null) {
            registry.totals().history().stream()
                    .filter(lease -> lease.pool() == pool && wasHeld(lease, timeout, now))
                    .limit(MOST_LEASES)
                    .forEach(lease -> line.addReturned(lease, now));
        }
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

    private static boolean wasHeld(Lease lease, Pool.TimedOut timeout, long now) {
        long openedAtNanos = now - lease.ageAt(now).toNanos();
        long endedAtNanos = openedAtNanos + lease.heldNanosAt(now);
        return openedAtNanos - timeout.untilNanos() < 0 && endedAtNanos - timeout.sinceNanos() > 0;
    }

    private void addReturned(Lease lease, long now) {
        returned.computeIfAbsent(lease.site(), Group::new).add(lease, now, false, false);
    }

    private void add(Lease lease, long now) {
        held++;
        groups.computeIfAbsent(lease.site(), Group::new)
                .add(lease, now, selfWaiting.contains(lease), held <= MOST_CHECKED);
    }

    private String write() {
        int retained = pool.retained().size();
        Integer limit = pool.limit();
        int inUse = held + retained;
        StringBuilder line = new StringBuilder(pool.name()).append(": ").append(inUse);
        if (limit != null) {
            // The pool is full, because threads wait for it. The difference was acquired before the monitor started, or
            // is retained without being observed.
            line.append(" of ").append(limit).append(inUse < limit && returned.isEmpty() ? " recorded as" : "");
        }
        line.append(returned.isEmpty() ? " in use" : " in use now");
        if (retained > 0) {
            line.append(", ").append(retained).append(" of them closed and kept by the server for a unit of work");
        }
        if (held > 0) {
            line.append("; held by ");
            write(line, groups, held, Group::toString);
        }
        if (!returned.isEmpty()) {
            line.append("; returned since an acquisition began to wait: ");
            int all = returned.values().stream().mapToInt(group -> group.count).sum();
            write(line, returned, all, Group::returned);
        }
        // The line also becomes the message of an exception, which the application logs.
        return LogText.encode(line.toString());
    }

    private static void write(StringBuilder line, Map<Site, Group> bySite, int all, Function<Group, String> words) {
        List<Group> most = new ArrayList<>(bySite.values());
        most.sort(Comparator.comparingInt((Group group) -> -group.count).thenComparingLong(group -> -group.oldest));
        int rest = all;
        String between = "";
        for (Group group : most.subList(0, Math.min(MOST_SITES, most.size()))) {
            line.append(between).append(words.apply(group));
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

    /** The leases of one line. */
    private static final class Group {
        private final Site site;
        private int count;
        private long oldest;
        private int executing;
        private int selfWaiting;
        private int ended;
        private int inTransaction;

        Group(Site site) {
            this.site = site;
        }

        void add(Lease lease, long now, boolean waitsForItself, boolean checkTransaction) {
            Handle handle = lease.handle();
            count++;
            oldest = Math.max(oldest, lease.heldNanosAt(now));
            if (handle != null && handle.isExecuting()) {
                executing++;
            } else if (waitsForItself) {
                selfWaiting++;
            } else if (lease.isAbandoned()) {
                ended++;
            } else if (checkTransaction && lease.activity() == Activity.IDLE_IN_TRANSACTION) {
                inTransaction++;
            }
        }

        @Override
        public String toString() {
            return (site.isKnown() ? site : "an unknown line") + " × " + count + ", oldest "
                    + HumanText.duration(Duration.ofNanos(oldest)) + ", " + activity();
        }

        String returned() {
            return (site.isKnown() ? site : "an unknown line") + " × " + count + ", held for up to "
                    + HumanText.duration(Duration.ofNanos(oldest));
        }

        private String activity() {
            List<String> words = new ArrayList<>();
            addActivity(words, executing, "executing");
            addActivity(words, selfWaiting, "waiting for another connection of this pool");
            addActivity(words, ended, count == 1 ? "thread ended" : "threads ended");
            addActivity(words, inTransaction, Activity.IDLE_IN_TRANSACTION.words());
            addActivity(words, count - executing - selfWaiting - ended - inTransaction, "idle");
            return String.join(", ", words);
        }

        private void addActivity(List<String> words, int of, String what) {
            if (of > 0) {
                words.add(of == count ? what : of + " " + what);
            }
        }
    }
}
