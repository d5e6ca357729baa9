package io.leasewatch.monitor.pgbouncer;

import java.sql.SQLException;

/** The server at the address is not the admin console of a PgBouncer. */
final class NoPgBouncerException extends SQLException {

    NoPgBouncerException(String message) {
        super(message);
    }
}
