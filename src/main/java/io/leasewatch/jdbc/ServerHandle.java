package io.leasewatch.jdbc;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Asks a connection whether the server took it back from whoever left it open. An unshareable one is closed then. A shareable one
 * says that it is open, because it would get another connection when it is used again; only its own field tells.
 */
final class ServerHandle {

    private static final String LIBERTY = "com.ibm.ws.rsadapter.jdbc.";

    private ServerHandle() {}

    static boolean isTakenBack(Connection connection) {
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
}
