package io.leasewatch.monitor;

import io.leasewatch.core.hooks.Hooks;
import io.leasewatch.core.lease.LeaseListener;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.request.RequestLog;
import io.leasewatch.monitor.config.Configuration;
import io.leasewatch.monitor.leak.UncommittedCloses;
import io.leasewatch.monitor.query.SlowQueries;
import java.time.InstantSource;
import java.util.List;

/** What applications do with connections: leases, requests and slow queries. The agent calls {@code hooks}. */
public record LeaseMonitoring(
        LeaseRegistry registry, RequestLog requests, SlowQueries queries, UncommittedCloses closes, Hooks hooks) {

    static LeaseMonitoring of(LeaseRegistry registry, RequestLog requests, InstantSource clock, Configuration initial) {
        return new LeaseMonitoring(
                registry,
                requests,
                new SlowQueries(registry, clock, initial.queries()),
                new UncommittedCloses(registry.ticker()),
                new Hooks(registry));
    }

    /** Is closed before the other parts of this record, so that the agent opens no lease afterwards. */
    Part agent() {
        return Part.named("agent").onStart(hooks::install).onClose(hooks::remove);
    }

    List<Part> parts() {
        return List.of(
                Part.named("leases")
                        .onChange(now -> registry.apply(now.lease()))
                        .onReset(registry::reset),
                Part.named("requests").onChange(now -> requests.apply(now.request())),
                Part.named("uncommitted closes")
                        .everySecond("Logging connections closed in a transaction", closes::log)
                        .onReset(closes::reset)
                        .onClose(closes::log),
                Part.named("slow queries")
                        .onChange(now -> queries.apply(now.queries()))
                        .everySecond("Counting slow queries", queries::record)
                        .onReset(queries::reset)
                        .onClose(queries::stop));
    }

    /** Notifies {@code listeners} of leases from the start of the monitor until it is closed. */
    Part notifying(List<LeaseListener> listeners) {
        return Part.named("lease listeners")
                .onStart(() -> listeners.forEach(registry::addListener))
                .onClose(() -> listeners.forEach(registry::removeListener));
    }
}
