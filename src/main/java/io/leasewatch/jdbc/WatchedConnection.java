package io.leasewatch.jdbc;

import io.leasewatch.lease.Lease;
import io.leasewatch.lease.LeaseRegistry;
import io.leasewatch.lease.Outcome;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection that is a lease until it is closed. */
final class WatchedConnection extends ForwardingConnection {

    private final Lease lease;
    private final LeaseRegistry registry;

    WatchedConnection(Connection delegate, Lease lease, LeaseRegistry registry) {
        super(delegate);
        this.lease = lease;
        this.registry = registry;
    }

    @Override
    public void close() throws SQLException {
        try {
            super.close();
        } finally {
            // Even when close() fails the borrower has done its part; what is stuck now is the pool's, not a leak.
            registry.close(lease, Outcome.RETURNED);
        }
    }
}
