package io.leasewatch.monitor.pgbouncer;

import java.sql.SQLException;

/** What answers is something else than a PgBouncer's admin console. */
final class NoPgBouncerException extends SQLException {

    NoPgBouncerException(String message) {
        super(message);
    }
}
