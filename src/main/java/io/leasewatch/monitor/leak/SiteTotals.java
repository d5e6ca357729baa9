package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Outcome;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What the leases of one site and pool came to that are over, and the leaks among them that are.
 *
 * <p>Thread-safe, and nobody waits: every figure is a number of its own. An account can be retired while leases end. Whoever adds
 * to it looks afterwards whether that has happened and moves on what came too late, so that every figure is in one account in the end.
 */
final class SiteTotals {

    private static final int HELD = 0;
    private static final int EXECUTED = 1;
    private static final int LATE = 2;
    private static final int CLOSED_BY_CONTAINER = 3;
    private static final int RECLAIMED = 4;
    private static final int TIMEOUTS = 5;
    /** From here on one for each kind of leak. */
    private static final int LEAKS = 6;

    /** More applications than share a line. */
    private static final int MOST_SERVICES = 20;

    private final AtomicLongArray figures = new AtomicLongArray(LEAKS + Leak.KINDS.size());
    private final HoldTimes holds = new HoldTimes();
    private final AtomicLong longest = new AtomicLong();
    private final Set<String> services = ConcurrentHashMap.newKeySet(1);
    private String lastService = "";
    private long lastLease;
    private volatile boolean retired;

    /** A lease is over. */
    void closed(Lease lease) {
        long held = lease.heldNanosAt(0);
        holds.add(held);
        figures.getAndAdd(HELD, held);
        long executed = lease.executedNanosAt(0);
        if (executed > 0) {
            figures.getAndAdd(EXECUTED, Math.min(executed, held));
        }
        if (held > longest.get()) {
            longest.accumulateAndGet(held, Math::max);
        }
        Outcome outcome = lease.outcome();
        if (outcome == Outcome.CLOSED_BY_CONTAINER) {
            figures.getAndIncrement(CLOSED_BY_CONTAINER);
        } else if (outcome == Outcome.RECLAIMED) {
            figures.getAndIncrement(RECLAIMED);
        }
        note(lease);
    }

    /** No connection came free in time. */
    void timedOut() {
        figures.getAndIncrement(TIMEOUTS);
    }

    /** A leak is over. */
    void ended(Leak leak, Ending ending) {
        figures.getAndIncrement(LEAKS + Leak.KINDS.indexOf(leak.kind()));
        if (ending == Ending.RETURNED_LATE) {
            figures.getAndIncrement(LATE);
        }
        note(leak.lease());
    }

    private void note(Lease lease) {
        lastLease = lease.id();
        String service = lease.borrower().operation().service();
        if (!service.equals(lastService)) {
            lastService = service;
            if (services.size() < MOST_SERVICES) {
                services.add(service);
            }
        }
    }

    /** From now on this is nobody's account, and what is in it goes to {@code others}. */
    void retire(SiteTotals others) {
        retired = true;
        moveTo(others);
    }

    /** Whether this is nobody's account any more. Who has added something and finds that out {@linkplain #moveTo moves} it on. */
    boolean isRetired() {
        return retired;
    }

    void moveTo(SiteTotals others) {
        holds.moveTo(others.holds);
        for (int i = 0; i < figures.length(); i++) {
            others.figures.getAndAdd(i, figures.getAndSet(i, 0));
        }
        others.longest.accumulateAndGet(longest.get(), Math::max);
    }

    /** Whether a leak among them is over. */
    boolean hasLeaked() {
        for (int i = LEAKS; i < figures.length(); i++) {
            if (figures.get(i) > 0) {
                return true;
            }
        }
        return false;
    }

    /** The number of the last lease: the higher it is, the later it was taken. */
    long lastLease() {
        return lastLease;
    }

    HoldTimes holds() {
        return holds;
    }

    long heldNanos() {
        return figures.get(HELD);
    }

    long executedNanos() {
        return figures.get(EXECUTED);
    }

    long longestNanos() {
        return longest.get();
    }

    long late() {
        return figures.get(LATE);
    }

    long closedByContainer() {
        return figures.get(CLOSED_BY_CONTAINER);
    }

    long reclaimed() {
        return figures.get(RECLAIMED);
    }

    long timeouts() {
        return figures.get(TIMEOUTS);
    }

    long leaks(String kind) {
        return figures.get(LEAKS + Leak.KINDS.indexOf(kind));
    }

    Set<String> services() {
        return services;
    }
}
