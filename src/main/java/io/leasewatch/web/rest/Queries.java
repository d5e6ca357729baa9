package io.leasewatch.web.rest;

import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.Query;
import io.leasewatch.monitor.Snapshot;
import io.leasewatch.web.http.Parameter;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** Reads the parameters that most resources have. */
final class Queries {

    /** The largest {@code limit} that a request may have. */
    static final int MOST = 1000;

    private Queries() {}

    /** A query for at most {@code limit} entries, with stacks for admins only: stack frames reveal the internals of applications. */
    static Query limited(@Nullable String limit, SecurityContext security) {
        return Query.all(Parameter.number("limit", limit, 100, 1, MOST), security.isUserInRole("leasewatch-admin"));
    }

    /** What {@code query} selects of one pool and one service; refuses names that the monitor does not know. */
    static Snapshot snapshot(Monitor monitor, Query query, @Nullable String pool, @Nullable String service) {
        Snapshot all = monitor.snapshot(query);
        Parameter.oneOf("pool", pool, all.poolNames());
        Parameter.oneOf("service", service, all.serviceNames());
        return all.of(query.ofPool(pool).ofService(service));
    }
}
