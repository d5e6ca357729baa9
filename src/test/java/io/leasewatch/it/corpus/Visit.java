package io.leasewatch.it.corpus;

import jakarta.ejb.Remove;
import jakarta.ejb.Stateful;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Goes on from one request to the next, with one connection. */
@Stateful
public class Visit extends Databases {

    private transient @Nullable Connection connection;

    public void begin() throws SQLException {
        connection = manual.getConnection(); // ejb/stateful
        use(connection);
    }

    @Remove
    public void end() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
