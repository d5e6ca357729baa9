package io.leasewatch.core.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** The connection of a borrower from whom it was taken away: closed, and whoever uses it is told why. */
record ReclaimedConnection(String why) implements InvocationHandler {

    /** As the standard has it: the connection does not exist. */
    private static final String NO_CONNECTION = "08003";

    static Connection connection(String why) {
        return (Connection) Proxy.newProxyInstance(
                ReclaimedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new ReclaimedConnection(why));
    }

    static SQLException exception(String why) {
        return new SQLNonTransientConnectionException(why, NO_CONNECTION);
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
            default -> throw exception(why);
        };
    }
}
