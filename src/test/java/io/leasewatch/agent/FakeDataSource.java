package io.leasewatch.agent;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.postgresql.ds.PGSimpleDataSource;

/** A data source that does what a test says; of the one it extends nothing is used. */
public final class FakeDataSource extends PGSimpleDataSource {

    private final Callable<Connection> answer;

    private FakeDataSource(Callable<Connection> answer) {
        this.answer = answer;
    }

    public static FakeDataSource asking(Callable<Connection> answer) {
        return new FakeDataSource(answer);
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return answer.call();
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }
}
