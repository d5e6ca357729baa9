package io.leasewatch.core.lease;

import io.leasewatch.core.work.Enlistment;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What only the server's own fields tell of a connection.
 *
 * <p>Whether the server took it back from whoever left it open: an unshareable one is closed then, but a shareable one says that it is
 * open, because it would get another connection when it is used again. And whether it is in a transaction: the unit of work that the
 * managed connection behind it is in is a local one, a global one, or none.
 */
public final class ServerHandle {

    private static final String LIBERTY = "com.ibm.ws.rsadapter.jdbc.";

    /** Pools inside applications of which it is known that their connections take no part in the server's transactions. */
    private static final List<String> WITHOUT_TRANSACTIONS =
            List.of("com.zaxxer.hikari.", "com.mchange.v2.c3p0.", "org.apache.commons.dbcp2.PoolingDataSource$");

    /** What the server's managed connections call being in one that was begun by the connection itself. */
    private static final int LOCAL_TRANSACTION = 1;

    /** What they call being in one that was begun by a transaction manager. */
    private static final int GLOBAL_TRANSACTION = 2;

    private ServerHandle() {}

    /** Whether it is the server's own. */
    static boolean isOne(Connection connection) {
        return connection.getClass().getName().startsWith(LIBERTY);
    }

    /** Whether the server has taken it back, although nobody closed it. */
    public static boolean isTakenBack(Connection connection) {
        try {
            return connection.isClosed() || isInactive(connection);
        } catch (SQLException | ReflectiveOperationException | RuntimeException e) {
            return false;
        }
    }

    private static boolean isInactive(Connection connection) throws ReflectiveOperationException {
        Class<?> type = connection.getClass();
        while (type != null && type.getName().startsWith(LIBERTY)) {
            if (type.getSimpleName().equals("WSJdbcObject")) {
                Field state = type.getDeclaredField("state");
                state.setAccessible(true);
                return "INACTIVE".equals(String.valueOf(state.get(connection)));
            }
            type = type.getSuperclass();
        }
        return false;
    }

    /** Whether it is part of a transaction that goes on; what cannot be asked is not known. */
    public static Enlistment enlisted(Connection connection) {
        String type = connection.getClass().getName();
        if (WITHOUT_TRANSACTIONS.stream().anyMatch(type::startsWith)) {
            return Enlistment.NO;
        }
        if (!type.startsWith(LIBERTY)) {
            return Enlistment.UNKNOWN;
        }
        try {
            Object transaction = transaction(connection);
            if (transaction == null) {
                return Enlistment.NO;
            }
            return Boolean.TRUE.equals(call("getRollbackOnly", transaction))
                    ? Enlistment.ROLLBACK_ONLY
                    : Enlistment.YES;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Enlistment.UNKNOWN;
        }
    }

    /**
     * Sees to it that the transaction it is part of can only be rolled back, which the server does when its owner ends it. False if that
     * is over, or there is none.
     */
    public static boolean markRollbackOnly(Connection connection) {
        if (!isOne(connection)) {
            return false;
        }
        try {
            Object transaction = transaction(connection);
            if (transaction == null) {
                return false;
            }
            // Of one that has ended meanwhile it is an error.
            Object nothing = call("setRollbackOnly", transaction);
            return nothing == null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false;
        }
    }

    /** Whether a transaction was begun on it and not ended, local or global. */
    static boolean isInTransaction(Connection connection) {
        try {
            Object managed = field("managedConn", connection);
            return managed != null
                    && call("getTransactionState", managed) instanceof Integer state
                    && (state == LOCAL_TRANSACTION || state == GLOBAL_TRANSACTION)
                    && isOn(managed, connection);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false;
        }
    }

    /** The global transaction that it is part of, {@code null} if there is none. */
    private static @Nullable Object transaction(Connection connection) throws ReflectiveOperationException {
        Object managed = field("managedConn", connection);
        if (managed == null) {
            return null;
        }
        Object listener = field("eventListenerRef", managed) instanceof AtomicReference<?> set ? set.get() : null;
        Object unit = call("getUOWCoordinator", call("getMcWrapper", listener));
        boolean global = unit != null && !Boolean.FALSE.equals(call("isGlobal", unit));
        return global && isOn(managed, connection) ? unit : null;
    }

    /**
     * Whether it still has that managed connection, so that what was learnt of that one is true of it and not of somebody who got it next:
     * it is said to be closed, or loses the managed connection, before that goes back into the pool.
     */
    private static boolean isOn(Object managed, Connection connection) throws ReflectiveOperationException {
        VarHandle.fullFence();
        return !isTakenBack(connection) && field("managedConn", connection) == managed;
    }

    private static @Nullable Object field(String name, Object of) throws ReflectiveOperationException {
        for (Class<?> type = of.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field.get(of);
                }
            }
        }
        throw new NoSuchFieldException(name);
    }

    private static @Nullable Object call(String name, @Nullable Object on) throws ReflectiveOperationException {
        if (on == null) {
            throw new NoSuchMethodException(name);
        }
        Method method = on.getClass().getMethod(name);
        method.setAccessible(true);
        return method.invoke(on);
    }
}
