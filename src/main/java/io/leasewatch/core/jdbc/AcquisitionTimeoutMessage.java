package io.leasewatch.core.jdbc;

import io.leasewatch.core.lease.HoldersLine;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Pool;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What an application is thrown when no connection came free in time: the pool's own exception, which says how many are in use, made to
 * say who has them.
 *
 * <p>Whoever catches the pool's exception must catch this one, so it is of the very same class, with the SQLState and the error
 * code of the other, which is its cause. An exception of a class that cannot be made anew is passed on as it is, and the holders
 * stand in a suppressed one beside it.
 */
final class AcquisitionTimeoutMessage {

    private AcquisitionTimeoutMessage() {}

    /** The exception to throw in the place of {@code timeout}. Never fails. */
    static SQLException in(SQLException timeout, Pool pool, LeaseRegistry registry) {
        try {
            String holders = HoldersLine.of(pool, registry);
            SQLException named = again(
                    timeout, timeout.getMessage() == null ? holders : timeout.getMessage() + " (" + holders + ")");
            if (named == null) {
                timeout.addSuppressed(new SQLException(holders, timeout.getSQLState(), timeout.getErrorCode()));
                return timeout;
            }
            return named;
        } catch (Throwable e) {
            // Whatever it was: the application asked for a connection, and shall be told of that.
            return timeout;
        }
    }

    /** {@code null} if there is no way to make another one. */
    private static @Nullable SQLException again(SQLException timeout, String message) {
        Class<? extends SQLException> type = timeout.getClass();
        if (!Modifier.isPublic(type.getModifiers())) {
            return null;
        }
        try {
            // Every exception of JDBC has this one, and so have those that servers and pools derive from them.
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
