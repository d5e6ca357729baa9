package io.leasewatch.core.jdbc;

import io.leasewatch.core.lease.HoldersLine;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Pool;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Adds the lines of code that hold the connections to the exception of an acquisition that timed out.
 *
 * <p>The new exception has the same class, SQLState and error code, so that existing catch clauses still match; the exception of
 * the pool is its cause. If an exception of that class cannot be created, the original one is thrown, with the lines of code in a
 * suppressed exception.
 */
final class AcquisitionTimeoutMessage {

    private AcquisitionTimeoutMessage() {}

    /** The exception to throw in place of {@code timeout}. Never fails. */
    static SQLException in(SQLException timeout, Pool pool, LeaseRegistry registry) {
        try {
            String holders = HoldersLine.during(pool.lastTimeout(), pool, registry);
            SQLException named =
                    copy(timeout, timeout.getMessage() == null ? holders : timeout.getMessage() + " (" + holders + ")");
            if (named == null) {
                timeout.addSuppressed(new SQLException(holders, timeout.getSQLState(), timeout.getErrorCode()));
                return timeout;
            }
            return named;
        } catch (Throwable e) {
            // The application must get the timeout, whatever failed here.
            return timeout;
        }
    }

    /** A copy of {@code timeout} with another message, {@code null} if it cannot be created. */
    private static @Nullable SQLException copy(SQLException timeout, String message) {
        Class<? extends SQLException> type = timeout.getClass();
        if (!Modifier.isPublic(type.getModifiers())) {
            return null;
        }
        try {
            // All exceptions of JDBC have this constructor, and so do those that servers and pools derive from them.
            Constructor<? extends SQLException> constructor =
                    type.getConstructor(String.class, String.class, int.class);
            SQLException named = constructor.newInstance(message, timeout.getSQLState(), timeout.getErrorCode());
            named.initCause(timeout);
            return named;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
