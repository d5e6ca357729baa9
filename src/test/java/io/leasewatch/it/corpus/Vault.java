package io.leasewatch.it.corpus;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Stateless;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Takes a connection when it is made, for all its calls, and closes it when the server throws it away. */
@Stateless
public class Vault extends Databases {

    private @Nullable Connection connection;

    @PostConstruct
    void open() {
        try {
            connection = manual.getConnection(); // trade/kept-by-the-bean
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String check() throws SQLException {
        return connection == null ? "closed" : use(connection);
    }

    @PreDestroy
    void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
