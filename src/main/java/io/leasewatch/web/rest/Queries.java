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

    /** A query for at most {@code limit} entries, without stacks. */
    static Query limited(@Nullable String limit) {
        return Query.all(Parameter.number("limit", limit, 100, 1, MOST), false);
    }

    /**
     * A query for at most {@code limit} entries, with {@code stacks} if that is {@code true}. Admins only get them, because stack
     * frames reveal the internals of applications; others get no error, so that a page works for both.
     */
    static Query limited(@Nullable String limit, @Nullable String stacks, SecurityContext security) {
        boolean wanted = Parameter.bool("stacks", stacks, false);
        return Query.all(limited(limit).limit(), wanted && security.isUserInRole("leasewatch-admin"));
    }

    /** What {@code query} selects of one pool and one service; refuses names that the monitor does not know. */
    static Snapshot snapshot(Monitor monitor, Query query, @Nullable String pool, @Nullable String service) {
        Snapshot all = monitor.snapshot(query);
        Parameter.oneOf("pool", pool, all.poolNames());
        Parameter.oneOf("service", service, all.serviceNames());
        return all.of(query.ofPool(pool).ofService(service));
    }
}
