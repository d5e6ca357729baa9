package io.leasewatch.core.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** The replacement for a reclaimed connection. It is closed; every use throws an exception with the reason. */
record ReclaimedConnection(String reason) implements InvocationHandler {

    /** The SQLState "connection does not exist" of the SQL standard. */
    private static final String NO_CONNECTION = "08003";

    static Connection connection(String reason) {
        return (Connection) Proxy.newProxyInstance(
                ReclaimedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new ReclaimedConnection(reason));
    }

    static SQLException exception(String reason) {
        return new SQLNonTransientConnectionException(reason, NO_CONNECTION);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws SQLException {
        return switch (method.getName()) {
            case "close", "abort" -> null;
            case "isClosed" -> true;
            case "isValid", "isWrapperFor" -> false;
            case "toString" -> "reclaimed connection";
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            default -> throw exception(reason);
        };
    }
}
