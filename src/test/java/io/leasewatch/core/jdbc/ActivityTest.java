package io.leasewatch.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leasewatch.core.lease.Activity;
import io.leasewatch.core.lease.Handle;
import io.leasewatch.core.lease.Lease;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class ActivityTest {

    private final WatchedDatabase database = WatchedDatabase.h2();

    @Test
    void whatWasExecutedWithoutAutoCommitIsATransactionUntilSomebodyEndsIt() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThat(activity()).isEqualTo(Activity.IDLE);
            statement.execute("select 1");
            assertThat(activity()).isEqualTo(Activity.IDLE_IN_TRANSACTION);

            connection.commit();
            assertThat(activity()).isEqualTo(Activity.IDLE);
            statement.execute("select 1");
            connection.rollback();
            assertThat(activity()).isEqualTo(Activity.IDLE);
            statement.execute("select 1");
            connection.setAutoCommit(true);
            assertThat(activity()).isEqualTo(Activity.IDLE);
            statement.execute("select 1");
            assertThat(activity()).isEqualTo(Activity.IDLE);
        }
    }

    @Test
    void goingBackToASavepointEndsNoTransaction() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select 1");
            Savepoint savepoint = connection.setSavepoint();
            connection.rollback(savepoint);

            assertThat(activity()).isEqualTo(Activity.IDLE_IN_TRANSACTION);
        }
    }

    @Test
    void commitThatFailsEndsNoTransaction() throws SQLException {
        FakeDriver driver = new FakeDriver();
        Connection connection = database.connect(driver.as(Connection.class));
        database.registry.executions().autoCommits(lease(), false);
        database.registry.executions().started(lease(), "select 1");
        database.registry.executions().ended(lease(), null);
        SQLException no = new SQLException("no");
        driver.failing(no);

        assertThatThrownBy(connection::commit).isSameAs(no);

        assertThat(activity()).isEqualTo(Activity.IDLE_IN_TRANSACTION);
    }

    @Test
    void statementOfADatabaseThatIsBeingExecutedStopsWhenItIsCancelled() throws Exception {
        Connection connection = database.connect();
        Statement statement = connection.createStatement();
        FutureTask<Boolean> work = new FutureTask<>(
                () -> statement.execute("select count(*) from system_range(1, 1000000000000) where mod(x, 7) = 8"));
        Thread borrower = new Thread(work);
        borrower.start();
        await().until(() -> handle().isCancellable());

        boolean cancelled = handle().cancel(handle().sinceNanos());

        assertThat(cancelled).isTrue();
        assertThatThrownBy(work::get).hasRootCauseInstanceOf(SQLException.class);
        assertThat(activity()).isEqualTo(Activity.IDLE);
        assertThat(handle().isCancellable()).isFalse();
        connection.close();
    }

    private Activity activity() {
        return handle().activity();
    }

    private Handle handle() {
        return Objects.requireNonNull(lease().handle());
    }

    private Lease lease() {
        return database.opened.get(database.opened.size() - 1);
    }
}
