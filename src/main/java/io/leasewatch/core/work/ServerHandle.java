package io.leasewatch.core.work;

import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads the state of a connection from fields of the server, where JDBC gives no access.
 *
 * <p>Whether the server took the connection back from a borrower that left it open: an unshareable connection is closed then, but
 * a shareable one reports that it is open, because it would get another managed connection at its next use. And whether it is in
 * a transaction: the unit of work of the managed connection is local, global, or absent.
 */
public final class ServerHandle {

    private static final String LIBERTY = "com.ibm.ws.rsadapter.jdbc.";

    /** Pools of applications whose connections never take part in transactions of the server. */
    private static final List<String> WITHOUT_TRANSACTIONS =
            List.of("com.zaxxer.hikari.", "com.mchange.v2.c3p0.", "org.apache.commons.dbcp2.PoolingDataSource$");

    /** The state of a managed connection in a transaction that the connection itself began. */
    private static final int LOCAL_TRANSACTION = 1;

    /** The state of a managed connection in a transaction that a transaction manager began. */
    private static final int GLOBAL_TRANSACTION = 2;

    /** The class of the handle that was asked for last, so that its name is compared once. A class of the server, which stays loaded. */
    private static volatile @Nullable Class<?> last;

    private ServerHandle() {}

    /** Whether {@code connection} is a handle of the server. */
    public static boolean isOne(Connection connection) {
        Class<?> type = connection.getClass();
        if (type == last) {
            return true;
        }
        boolean isOne = type.getName().startsWith(LIBERTY);
        if (isOne) {
            last = type;
        }
        return isOne;
    }

    /** Whether the server has taken the connection back without a close by the borrower. */
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

    /** Whether the connection is part of an active transaction; {@code UNKNOWN} if that cannot be determined. */
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
     * Marks the transaction of the connection as rollback-only. The server rolls back when the owner of the transaction ends it.
     *
     * @return {@code false} if the transaction has ended or there is none
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
            // Throws if the transaction has ended meanwhile.
            Object nothing = call("setRollbackOnly", transaction);
            return nothing == null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false;
        }
    }

    /** Whether a local or global transaction is open on the connection. */
    public static boolean isInTransaction(Connection connection) {
        try {
            Object managed = field("managedConn", connection);
            int state = transactionState(managed);
            return managed != null
                    && (state == LOCAL_TRANSACTION || state == GLOBAL_TRANSACTION)
                    && isOn(managed, connection);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false;
        }
    }

    /**
     * Whether a local transaction is open on the connection, which nothing but a commit of the connection itself commits. Only for the
     * thread that closes the connection, which still has its managed connection, although the server may show it as closed already.
     */
    public static boolean isInLocalTransaction(Connection connection) {
        try {
            return transactionState(field("managedConn", connection)) == LOCAL_TRANSACTION;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false;
        }
    }

    /** 0 if there is no transaction. */
    private static int transactionState(@Nullable Object managed) throws ReflectiveOperationException {
        return managed != null && call("getTransactionState", managed) instanceof Integer state ? state : 0;
    }

    /** The settings of the pool that the connection belongs to, {@code null} if they cannot be read. */
    public static @Nullable ServerPoolSettings poolSettings(Connection connection) {
        try {
            Object managed = field("managedConn", connection);
            Object pool = call("getPoolManager", managed == null ? null : call("getMcWrapper", listener(managed)));
            Object settings = call("getGConfigProps", pool);
            return call("getMaxConnections", settings) instanceof Integer max
                            && call("getMinConnections", settings) instanceof Integer min
                            && call("getAgedTimeout", settings) instanceof Integer aged
                            && call("getnumConnectionsPerThreadLocal", settings) instanceof Integer perThread
                    ? new ServerPoolSettings(max, min, aged, perThread)
                    : null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    private static @Nullable Object listener(Object managed) throws ReflectiveOperationException {
        return field("eventListenerRef", managed) instanceof AtomicReference<?> set ? set.get() : null;
    }

    /** The global transaction of the connection, {@code null} if there is none. */
    private static @Nullable Object transaction(Connection connection) throws ReflectiveOperationException {
        Object managed = field("managedConn", connection);
        if (managed == null) {
            return null;
        }
        Object unit = call("getUOWCoordinator", call("getMcWrapper", listener(managed)));
        boolean global = unit != null && !Boolean.FALSE.equals(call("isGlobal", unit));
        return global && isOn(managed, connection) ? unit : null;
    }

    /**
     * Whether the connection still has this managed connection, so that the state that was read belongs to it and not to the next
     * borrower. The server closes the handle, or detaches the managed connection from it, before the managed connection returns
     * to the pool.
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
