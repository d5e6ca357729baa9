package io.leasewatch.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leasewatch.core.jdbc.FakeDriver.Call;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseListener;
import io.leasewatch.core.lease.Outcome;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchedConnectionTest {

    private final WatchedDatabase database = WatchedDatabase.h2();

    @Test
    void connectionIsALeaseUntilItIsClosed() throws Exception {
        Connection connection = database.dataSource.getConnection();
        assertThat(database.registry.openLeases()).singleElement().satisfies(lease -> {
            assertThat(lease.pool()).isSameAs(database.pool);
            assertThat(lease.site().className()).isEqualTo(getClass().getName());
        });

        Objects.requireNonNull(connection).close();

        assertThat(connection.isClosed()).isTrue();
        assertThat(database.stillOut()).isZero();
        assertThat(database.outcomes()).containsExactly(Outcome.RETURNED);
    }

    @Test
    void leaseClosedTwiceIsReportedOnce() throws Exception {
        Connection connection = database.connect();

        connection.close();
        connection.close();

        assertThat(database.outcomes()).containsExactly(Outcome.RETURNED);
        assertThat(database.pool.tally().active()).isZero();
    }

    @Test
    void everyCloseReachesTheDriver() throws Exception {
        FakeDriver driver = new FakeDriver();
        Connection connection = database.connect(driver.as(Connection.class));

        connection.close();
        connection.close();

        assertThat(driver.calls).extracting(Call::method).containsExactly("close", "close");
    }

    @Test
    void connectionThatTheDriverClosesSlowlyIsNoLeakMeanwhile() throws Exception {
        BlockingDriver driver = new BlockingDriver("close");
        Connection connection = database.connect(driver.connection());
        Lease lease = database.registry.openLeases().iterator().next();

        Future<Object> closing = driver.call(connection, Connection::close);

        assertThat(database.registry.markLeaked(lease)).isFalse();
        driver.goOn();
        closing.get();
        assertThat(database.outcomes()).containsExactly(Outcome.RETURNED);
        assertThat(lease.hasLeaked()).isFalse();
    }

    @Test
    void callThatHangsInTheDriverHoldsNothingThatOthersNeed() throws Exception {
        BlockingDriver driver = new BlockingDriver("isValid");
        Connection connection = database.connect(driver.connection());

        Future<Object> hanging = driver.call(connection, hung -> hung.isValid(1));

        database.connect().close();
        connection.close();
        assertThat(database.outcomes()).containsExactly(Outcome.RETURNED, Outcome.RETURNED);
        assertThat(hanging.isDone()).isFalse();
        driver.goOn();
        hanging.get();
    }

    /** A driver's connection, one method of which does not come back before it is told to. */
    private static final class BlockingDriver {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final String blocking;

        BlockingDriver(String blocking) {
            this.blocking = blocking;
        }

        interface Use {
            void of(Connection connection) throws SQLException;
        }

        Connection connection() {
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals(blocking)) {
                            reached.countDown();
                            released.await();
                        }
                        return method.getReturnType() == boolean.class ? Boolean.FALSE : null;
                    });
        }

        /** Comes back when the call has reached the driver. */
        Future<Object> call(Connection connection, Use use) throws InterruptedException {
            CompletableFuture<Object> done = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    use.of(connection);
                    done.complete("done");
                } catch (SQLException | RuntimeException e) {
                    done.completeExceptionally(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
            reached.await();
            return done;
        }

        void goOn() {
            released.countDown();
        }
    }

    @Test
    void connectionClosedInAnotherThreadEndsItsLease() throws Exception {
        Connection connection = database.connect();
        ExecutorService other = Executors.newSingleThreadExecutor();

        try {
            other.submit(() -> {
                        connection.close();
                        return true;
                    })
                    .get();
        } finally {
            other.shutdown();
        }

        assertThat(connection.isClosed()).isTrue();
        assertThat(database.outcomes()).containsExactly(Outcome.RETURNED);
    }

    @Test
    void connectionClosedByManyThreadsAtOnceIsReportedOnce() throws Exception {
        int threads = 8;
        ExecutorService others = Executors.newFixedThreadPool(threads);

        try {
            for (int round = 1; round <= 200; round++) {
                closeAtOnce(database.connect(new FakeDriver().as(Connection.class)), others, threads);

                assertThat(database.closed).hasSize(round);
            }
        } finally {
            others.shutdown();
        }
    }

    private static void closeAtOnce(Connection connection, ExecutorService others, int threads) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        Callable<Boolean> close = () -> {
            start.await();
            connection.close();
            return true;
        };
        List<Future<Boolean>> closings = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            closings.add(others.submit(close));
        }
        start.countDown();
        for (Future<Boolean> closing : closings) {
            closing.get();
        }
    }

    @Test
    void closeThatFailsInTheDriverEndsTheLeaseAndThrowsWhatTheDriverThrew() throws Exception {
        SQLException failure = new SQLException("broken pipe", "08006");
        Connection connection =
                database.connect(new FakeDriver().failing(failure).as(Connection.class));

        Throwable first = catchThrowable(connection::close);
        Throwable second = catchThrowable(connection::close);

        assertThat(first).isSameAs(failure).hasNoSuppressedExceptions();
        assertThat(second).isSameAs(failure);
        assertThat(database.outcomes()).containsExactly(Outcome.RETURNED);
    }

    @Test
    void errorThatIsNoSqlExceptionAlsoEndsTheLeaseOnClose() throws Exception {
        Error failure = new NoClassDefFoundError("of the driver");
        Connection connection =
                database.connect(new FakeDriver().failing(failure).as(Connection.class));

        Throwable thrown = catchThrowable(connection::close);

        assertThat(thrown).isSameAs(failure);
        assertThat(database.outcomes()).containsExactly(Outcome.RETURNED);
    }

    @Test
    void abortedConnectionEndsItsLeaseAsAborted() throws Exception {
        Connection connection = database.connect();

        connection.abort(Runnable::run);
        connection.close();

        assertThat(connection.isClosed()).isTrue();
        assertThat(database.outcomes()).containsExactly(Outcome.ABORTED);
    }

    @Test
    void abortThatTheDriverRefusesLeavesTheLeaseOpenBecauseTheConnectionIs() throws Exception {
        SQLException refusal = new SQLFeatureNotSupportedException("abort");
        Connection connection =
                database.connect(new FakeDriver().failing(refusal).as(Connection.class));

        Throwable thrown = catchThrowable(() -> connection.abort(Runnable::run));

        assertThat(thrown).isSameAs(refusal);
        assertThat(database.registry.openLeases())
                .singleElement()
                .satisfies(
                        lease -> assertThat(database.registry.markLeaked(lease)).isTrue());
    }

    @Test
    void listenerThatThrowsNeverReachesTheApplication() throws Exception {
        database.registry.addListener(new LeaseListener() {
            @Override
            public void opened(Lease lease) {
                throw new IllegalStateException("opened");
            }

            @Override
            public void closed(Lease lease) {
                throw new AssertionError("closed");
            }
        });

        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            assertThat(statement.execute("select 1")).isTrue();
        }

        assertThat(database.outcomes()).containsExactly(Outcome.RETURNED);
    }

    @Test
    void leaseEndsThoughLeasewatchWasSwitchedOffMeanwhile() throws Exception {
        Connection connection = database.connect();

        database.switchOff();
        connection.close();

        assertThat(database.outcomes()).containsExactly(Outcome.RETURNED);
    }

    @Test
    void connectionIsFoundInAHashSetAndEqualsOnlyItself() throws Exception {
        try (Connection connection = database.connect();
                Connection other = database.connect()) {
            Set<Connection> held = new HashSet<>(List.of(connection));

            connection.setAutoCommit(false);
            connection.close();

            assertThat(held).contains(connection).doesNotContain(other);
            assertThat(connection).isNotEqualTo(other);
        }
    }

    @Test
    void connectionUnwrapsToTheDriversAndRefusesWhatTheDriverRefuses() throws Exception {
        try (Connection connection = database.connect();
                Connection raw = database.unwatched.getConnection()) {
            assertThat(connection.isWrapperFor(JdbcConnection.class)).isTrue();
            assertThat(connection.unwrap(JdbcConnection.class)).isNotNull();
            assertThat(connection.unwrap(Connection.class)).isSameAs(connection);

            assertThat(connection.isWrapperFor(List.class)).isFalse();
            assertThatThrownBy(() -> connection.unwrap(List.class))
                    .isInstanceOf(SQLException.class)
                    .hasMessage(catchThrowable(() -> raw.unwrap(List.class)).getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"select nothing", "selec 1", "insert into nowhere values (1)"})
    void serverErrorKeepsItsStateCodeAndMessage(String wrong) throws Exception {
        try (Connection connection = database.connect();
                Connection raw = database.unwatched.getConnection()) {
            SQLException expected = catchThrowableOfType(SQLException.class, () -> raw.prepareStatement(wrong));

            SQLException thrown = catchThrowableOfType(SQLException.class, () -> connection.prepareStatement(wrong));

            assertThat((Throwable) thrown).hasSameClassAs(expected).hasMessage(expected.getMessage());
            assertThat(thrown.getSQLState()).isEqualTo(expected.getSQLState());
            assertThat(thrown.getErrorCode()).isEqualTo(expected.getErrorCode());
        }
    }

    @Test
    void closedConnectionRefusesInTheDriversWords() throws Exception {
        Connection connection = database.connect();
        Connection raw = database.unwatched.getConnection();
        connection.close();
        raw.close();

        Throwable thrown = catchThrowable(connection::createStatement);

        assertThat(thrown)
                .hasMessage(catchThrowable(raw::createStatement).getMessage())
                .hasSameClassAs(catchThrowable(raw::createStatement));
        assertThat(connection.isValid(1)).isFalse();
    }

    @Test
    void rollbackToASavepointGoesThrough() throws Exception {
        database.execute("create table book (title varchar(80))");

        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("insert into book values ('kept')");
            var savepoint = connection.setSavepoint("before");
            statement.executeUpdate("insert into book values ('dropped')");
            connection.rollback(savepoint);
            connection.commit();

            try (var titles = statement.executeQuery("select title from book")) {
                assertThat(titles.next()).isTrue();
                assertThat(titles.getString(1)).isEqualTo("kept");
                assertThat(titles.next()).isFalse();
            }
        }
    }
}
