package io.leasewatch.lease;

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
    public static Enlisted enlisted(Connection connection) {
        String type = connection.getClass().getName();
        if (WITHOUT_TRANSACTIONS.stream().anyMatch(type::startsWith)) {
            return Enlisted.NO;
        }
        if (!type.startsWith(LIBERTY)) {
            return Enlisted.UNKNOWN;
        }
        try {
            Object managed = field("managedConn", connection);
            if (managed == null) {
                return Enlisted.NO;
            }
            Object listener = field("eventListenerRef", managed) instanceof AtomicReference<?> set ? set.get() : null;
            if (listener == null) {
                return Enlisted.UNKNOWN;
            }
            Object unit = call("getUOWCoordinator", call("getMcWrapper", listener));
            return unit == null || Boolean.FALSE.equals(call("isGlobal", unit)) ? Enlisted.NO : Enlisted.YES;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Enlisted.UNKNOWN;
        }
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
