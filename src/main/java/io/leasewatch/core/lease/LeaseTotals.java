package io.leasewatch.core.lease;

import io.leasewatch.core.work.Borrower;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts of leases by pool, by service and in total, and the last closed leases. Thread-safe. */
public final class LeaseTotals {

    /** The maximum number of services; further ones are counted together, because the name of a service may be untrusted input. */
    private static final int MOST_SERVICES = 500;

    private static final String OTHER_SERVICES = "other";

    private final ConcurrentMap<String, LeaseCounters> services = new ConcurrentHashMap<>();
    /** Counts open leases only. Closed leases are counted per service and added up on demand. */
    private final LeaseCounters total = new LeaseCounters();

    private volatile LeaseHistory history;

    LeaseTotals(int historySize) {
        this.history = new LeaseHistory(historySize);
    }

    /** The number of open leases. */
    int active() {
        return total.active();
    }

    /** The counters of the service of {@code borrower}. */
    LeaseCounters service(Borrower borrower) {
        String name = borrower.operation().service();
        LeaseCounters counters = services.get(name);
        if (counters != null) {
            return counters;
        }
        String key = services.size() < MOST_SERVICES ? name : OTHER_SERVICES;
        return services.computeIfAbsent(key, n -> new LeaseCounters());
    }

    void opened(Lease lease, LeaseCounters service) {
        lease.pool().opened(lease.pool().tally().opened());
        service.opened();
        total.opened();
    }

    /** A declared lease has a child now, which is counted in its place. */
    void uncount(Lease declared) {
        declared.pool().tally().uncount();
        service(declared.borrower()).uncount();
        total.uncount();
    }

    void closed(Lease lease, long now) {
        if (!lease.hasChildren()) {
            long held = lease.heldNanosAt(now);
            lease.pool().tally().closed(held);
            service(lease.borrower()).closed(held);
            total.uncount();
        }
        history.add(lease);
    }

    void resizeHistory(int size) {
        if (history.size() != size) {
            history = history.resized(size);
        }
    }

    void reset() {
        total.reset();
        services.values().forEach(LeaseCounters::reset);
        history = new LeaseHistory(history.size());
    }

    /** The last closed leases, the newest first. */
    public List<Lease> history() {
        return history.newestFirst();
    }

    public LeaseStatistics statistics() {
        return total.statistics(services.values());
    }

    /** Statistics by service, for at most 500 services and {@code other} for the rest. */
    public Map<String, LeaseStatistics> statisticsByService() {
        Map<String, LeaseStatistics> all = new TreeMap<>();
        services.forEach((name, counters) -> all.put(name, counters.statistics()));
        return all;
    }
}
