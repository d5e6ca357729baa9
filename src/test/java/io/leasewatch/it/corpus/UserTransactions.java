package io.leasewatch.it.corpus;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Transactions that an application begins and ends itself, and connections that live longer or shorter than these. */
@RequestScoped
@Path("jta")
public class UserTransactions extends Databases {

    @Resource
    private UserTransaction transaction;

    @Resource
    private TransactionSynchronizationRegistry synchronizations;

    @GET
    @Path("around")
    @Innocent
    public String around() throws Exception {
        try (Connection connection = shared.getConnection()) { // jta/around
            use(connection);
            transaction.begin();
            use(connection);
            transaction.commit();
            return use(connection);
        }
    }

    @GET
    @Path("several")
    @Innocent
    public String several() throws Exception {
        try (Connection connection = unshared.getConnection()) { // jta/several
            for (int i = 0; i < 3; i++) {
                transaction.begin();
                use(connection);
                transaction.commit();
            }
            return "committed three times";
        }
    }

    @GET
    @Path("closed-after-commit")
    @Innocent
    public String closedAfterCommit() throws Exception {
        transaction.begin();
        Connection connection = shared.getConnection(); // jta/closed-after-commit
        use(connection);
        transaction.commit();
        think(Duration.ofSeconds(2));
        connection.close();
        return "closed";
    }

    @GET
    @Path("closed-after-rollback")
    @Innocent
    public String closedAfterRollback() throws Exception {
        transaction.begin();
        try (Connection connection = manual.getConnection()) { // jta/closed-after-rollback
            use(connection);
            transaction.rollback();
            think(Duration.ofSeconds(1));
        }
        return "closed";
    }

    @GET
    @Path("closed-at-completion")
    @Innocent
    public String closedAtCompletion() throws Exception {
        transaction.begin();
        Connection connection = manual.getConnection(); // jta/closed-at-completion
        use(connection);
        synchronizations.registerInterposedSynchronization(new Closing(connection));
        transaction.commit();
        return "closed";
    }

    @GET
    @Path("used-later")
    @Innocent
    public String usedLater() throws Exception {
        Connection connection = shared.getConnection(); // jta/used-later
        transaction.begin();
        use(connection);
        transaction.commit();
        think(Duration.ofSeconds(6));
        try (connection) {
            return use(connection);
        }
    }

    @GET
    @Path("left-open-after-commit")
    @Leaks(kind = "outlived_request")
    public String leftOpenAfterCommit() throws Exception {
        transaction.begin();
        Connection connection = manual.getConnection(); // jta/left-open-after-commit
        transaction.commit();
        return keep(connection);
    }

    @GET
    @Path("without-auto-commit")
    @Innocent
    public String withoutAutoCommit() throws SQLException {
        try (Connection connection = shared.getConnection()) { // jta/without-auto-commit
            connection.setAutoCommit(false);
            use(connection);
            connection.commit();
            connection.setAutoCommit(true);
        }
        return "committed";
    }

    /** Closes a connection when its transaction is over. */
    private static final class Closing implements Synchronization {
        private final Connection connection;

        Closing(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
