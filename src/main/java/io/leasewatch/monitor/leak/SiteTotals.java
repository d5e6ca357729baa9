package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Outcome;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The figures of the ended leases and leaks of one site and pool.
 *
 * <p>Thread-safe and non-blocking: each figure is an atomic counter. These totals can be retired while leases end. Code that adds to them
 * checks afterwards whether they were retired, and then moves the late additions, so that in the end each figure is counted once.
 */
final class SiteTotals {

    private static final int HELD = 0;
    private static final int EXECUTED = 1;
    private static final int LATE = 2;
    private static final int CLOSED_BY_CONTAINER = 3;
    private static final int RECLAIMED = 4;
    private static final int TIMEOUTS = 5;
    /** The first of the counters of leaks, one for each kind. */
    private static final int LEAKS = 6;

    /** The maximum number of services that are kept. Few applications share a line. */
    private static final int MOST_SERVICES = 20;

    private final AtomicLongArray figures = new AtomicLongArray(LEAKS + Leak.KINDS.size());
    private final HoldTimes holds = new HoldTimes();
    private final AtomicLong longest = new AtomicLong();
    private final Set<String> services = ConcurrentHashMap.newKeySet(1);
    private String lastService = "";
    private long lastLease;
    private volatile boolean retired;

    /** Counts a lease that has ended. */
    void closed(Lease lease) {
        long held = lease.heldNanosAt(0);
        Outcome outcome = lease.outcome();
        if (outcome != Outcome.RECLAIMED) {
            holds.add(held);
        }
        figures.getAndAdd(HELD, held);
        long executed = lease.executedNanosAt(0);
        if (executed > 0) {
            figures.getAndAdd(EXECUTED, Math.min(executed, held));
        }
        if (held > longest.get()) {
            longest.accumulateAndGet(held, Math::max);
        }
        if (outcome == Outcome.CLOSED_BY_CONTAINER) {
            figures.getAndIncrement(CLOSED_BY_CONTAINER);
        } else if (outcome == Outcome.RECLAIMED) {
            figures.getAndIncrement(RECLAIMED);
        }
        note(lease);
    }

    /** Counts an acquisition that timed out. */
    void timedOut() {
        figures.getAndIncrement(TIMEOUTS);
    }

    /** Counts a leak that has ended. */
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

    /** Retires these totals and moves their figures to {@code others}. */
    void retire(SiteTotals others) {
        retired = true;
        moveTo(others);
    }

    /** Whether these totals were retired. Code that has added to them must then call {@link #moveTo}. */
    boolean isRetired() {
        return retired;
    }

    /** Moves all figures to {@code others}. */
    void moveTo(SiteTotals others) {
        holds.moveTo(others.holds);
        for (int i = 0; i < figures.length(); i++) {
            others.figures.getAndAdd(i, figures.getAndSet(i, 0));
        }
        others.longest.accumulateAndGet(longest.get(), Math::max);
    }

    /** Whether a leak has ended. */
    boolean hasLeaked() {
        for (int i = LEAKS; i < figures.length(); i++) {
            if (figures.get(i) > 0) {
                return true;
            }
        }
        return false;
    }

    /** The id of the last lease. Later leases have higher ids. */
    long lastLease() {
        return lastLease;
    }

    /** The hold times of the leases that were not reclaimed. */
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
