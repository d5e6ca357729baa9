package io.leasewatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.lease.RecordingListener;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.request.SharedSettings;
import io.leasewatch.core.request.Tracking;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionMonitorTest {

    private final RecordingListener heard = new RecordingListener();
    private final DataSource shop = Leasewatch.watch(h2(), "monitored");

    @BeforeEach
    void listen() throws SQLException {
        change("create table if not exists orders(id int)");
        change("delete from orders");
        LeaseRegistry.shared().addListener(heard);
    }

    @AfterEach
    void stopListening() {
        LeaseRegistry.shared().removeListener(heard);
        ThreadContext.current().enter(null);
    }

    @Test
    void trackedBlockIsADeclaredLeaseFromItsBeginningToItsEnd() {
        try (Tracking work = ConnectionMonitor.track("shop", "nightly import")) {
            assertThat(heard.opened).hasSize(1);
        }

        Lease lease = heard.opened.get(0);
        assertThat(lease.isDeclared()).isTrue();
        assertThat(lease.borrower().operation().service()).isEqualTo("shop");
        assertThat(lease.borrower().operation().name()).isEqualTo("nightly import");
        assertThat(lease.site().className()).isEqualTo(ConnectionMonitorTest.class.getName());
        assertThat(heard.closed).containsExactly(lease);
        assertThat(lease.outcome()).isEqualTo(Outcome.RETURNED);
    }

    @Test
    void connectionThatIsOutCountsUntilItIsReturned() throws SQLException {
        ConnectionMonitor.Statistics before = ConnectionMonitor.statistics();
        int active = ConnectionMonitor.metrics().active();

        try (Connection connection = shop.getConnection()) {
            assertThat(connection.isClosed()).isFalse();
            assertThat(ConnectionMonitor.metrics().active()).isEqualTo(active + 1);
            assertThat(ConnectionMonitor.statistics().currentlyActive()).isEqualTo(before.currentlyActive() + 1);
        }

        assertThat(ConnectionMonitor.metrics().active()).isEqualTo(active);
        assertThat(ConnectionMonitor.statistics().totalReleased()).isEqualTo(before.totalReleased() + 1);
    }

    @Test
    void workUnderAnIdIsReleasedByThatId() {
        ConnectionMonitor.track("job-1", "POST /jobs", "ann");

        boolean released = ConnectionMonitor.release("job-1");
        boolean again = ConnectionMonitor.release("job-1");

        assertThat(released).isTrue();
        assertThat(again).isFalse();
        assertThat(heard.closed).hasSize(1);
        assertThat(heard.closed.get(0).borrower().requestId()).isEqualTo("job-1");
        assertThat(heard.closed.get(0).borrower().user()).isEqualTo("ann");
    }

    @Test
    void workUnderAnIdThatWasClosedIsNotThereToBeReleased() {
        Tracking work = ConnectionMonitor.track("job-2", "POST /jobs", "ann");

        work.close();

        assertThat(ConnectionMonitor.release("job-2")).isFalse();
    }

    @Test
    void idThatIsTrackedAgainReleasesTheWorkBefore() {
        Tracking before = ConnectionMonitor.track("job-3", "POST /jobs", "ann");
        ConnectionMonitor.track("job-3", "POST /jobs", "bob");

        before.close();
        boolean released = ConnectionMonitor.release("job-3");

        assertThat(released).isTrue();
        assertThat(heard.closed).extracting(lease -> lease.borrower().user()).containsExactly("ann", "bob");
    }

    @Test
    void errorIsToldAndCountedForItsService() {
        long before = errorsOf("failing shop");
        Exception error = new Exception("no stock");

        ConnectionMonitor.recordError("failing shop", error, "order");

        assertThat(heard.failed).containsExactly(error);
        assertThat(errorsOf("failing shop")).isEqualTo(before + 1);
    }

    @Test
    void connectionIsGivenBackAfterTheWorkAndItsResultHandedOn() throws SQLException {
        int answer = ConnectionMonitor.withConnection(shop, connection -> 42);

        assertThat(answer).isEqualTo(42);
        assertThat(heard.closed).hasSize(1);
        assertThat(heard.closed.get(0).pool().name()).isEqualTo("monitored");
    }

    @Test
    void connectionIsGivenBackWhenTheWorkFailsAndTheErrorIsTheWorksOwn() {
        SQLException error = new SQLException("no such book");

        assertThatThrownBy(() -> ConnectionMonitor.withConnection(shop, connection -> {
                    throw error;
                }))
                .isSameAs(error);

        assertThat(heard.closed).isEqualTo(heard.opened).hasSize(1);
    }

    @Test
    void transactionIsCommittedWhenTheWorkReturns() throws SQLException {
        ConnectionMonitor.inTransaction(shop, ConnectionMonitorTest::insertOrder);

        assertThat(orders()).isOne();
        assertThat(heard.closed.get(0).outcome()).isEqualTo(Outcome.RETURNED);
    }

    @Test
    void transactionIsRolledBackWhenTheWorkFailsAndTheErrorIsTheWorksOwn() throws SQLException {
        IllegalStateException error = new IllegalStateException("changed my mind");

        assertThatThrownBy(() -> ConnectionMonitor.inTransaction(shop, connection -> {
                    insertOrder(connection);
                    throw error;
                }))
                .isSameAs(error);

        assertThat(orders()).isZero();
        assertThat(heard.closed).containsAll(heard.opened);
    }

    @Test
    void autoCommitIsAsItWasAfterATransaction() throws SQLException {
        List<Boolean> within = new ArrayList<>();
        try (Connection connection = shop.getConnection()) {
            DataSource only = always(connection);

            ConnectionMonitor.inTransaction(only, c -> within.add(c.getAutoCommit()));

            assertThat(within).containsExactly(false);
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @Test
    void brokenConnectionDoesNotHideWhatTheWorkFailedWith() {
        SQLException error = new SQLException("the line went dead");
        DataSource breaking = failingAt(Set.of("rollback", "setAutoCommit(true)"));

        assertThatThrownBy(() -> ConnectionMonitor.inTransaction(breaking, connection -> {
                    throw error;
                }))
                .isSameAs(error)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).isNotEmpty());
    }

    @Test
    void whatCouldNotBeRolledBackIsNotCommittedInstead() throws SQLException {
        DataSource breaking = failingAt(Set.of("rollback"));

        assertThatThrownBy(() -> ConnectionMonitor.inTransaction(breaking, connection -> {
                    insertOrder(connection);
                    throw new SQLException("no");
                }))
                .hasMessage("no");

        assertThat(orders()).isZero();
    }

    @Test
    void workTrackedInsideWorkBelongsToTheInner() throws SQLException {
        try (Tracking outer = ConnectionMonitor.track("shop", "outer")) {
            try (Tracking inner = ConnectionMonitor.track("shop", "inner")) {
                shop.getConnection().close();
            }
            shop.getConnection().close();
        }

        assertThat(heard.opened)
                .extracting(lease -> lease.borrower().operation().name())
                .containsExactly("outer", "inner", "inner", "outer");
        assertThat(heard.opened.get(2).parentId()).isEqualTo(heard.opened.get(1).id());
        assertThat(heard.opened.get(3).parentId()).isEqualTo(heard.opened.get(0).id());
    }

    @Test
    void workClosedOutOfOrderLeavesTheInnerAtWork() throws SQLException {
        Tracking outer = ConnectionMonitor.track("shop", "outer");
        Tracking inner = ConnectionMonitor.track("shop", "inner");

        outer.close();
        shop.getConnection().close();
        inner.close();
        shop.getConnection().close();

        assertThat(heard.opened)
                .extracting(lease -> lease.borrower().operation().name())
                .containsExactly("outer", "inner", "inner", "unknown");
    }

    @Test
    void workThatAnotherThreadClosesIsOverOnItsOwnThreadToo() throws SQLException {
        Tracking work = ConnectionMonitor.track("shop", "elsewhere ended");

        CompletableFuture.runAsync(work::close).join();
        work.close();
        shop.getConnection().close();

        assertThat(heard.closed).hasSize(2);
        assertThat(heard.opened.get(1).parentId()).isZero();
    }

    @Test
    void nothingIsTrackedWhileSwitchedOff() {
        SharedSettings.disabled(() -> {
            try (Tracking work = ConnectionMonitor.track("shop", "unseen")) {
                assertThat(ThreadContext.current().scope()).isNull();
            }
        });

        assertThat(heard.opened).isEmpty();
    }

    private static int insertOrder(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("insert into orders values (1)");
        }
    }

    private static long errorsOf(String service) {
        var statistics = LeaseRegistry.shared().totals().statisticsByService().get(service);
        return statistics == null ? 0 : statistics.errors();
    }

    private static JdbcDataSource h2() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:monitored;DB_CLOSE_DELAY=-1");
        return h2;
    }

    private static void change(String sql) throws SQLException {
        try (Connection connection = h2().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int orders() throws SQLException {
        try (Connection connection = h2().getConnection();
                Statement statement = connection.createStatement();
                var result = statement.executeQuery("select count(*) from orders")) {
            result.next();
            return result.getInt(1);
        }
    }

    /** A data source that hands out one connection, and does not let it be closed. */
    private static DataSource always(Connection connection) {
        return dataSource(standIn(connection, Set.of("close")));
    }

    /** A data source whose connection fails at these calls, written {@code name} or {@code name(argument)}, and works otherwise. */
    private static DataSource failingAt(Set<String> calls) {
        try {
            return dataSource(standIn(h2().getConnection(), calls));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataSource dataSource(Connection connection) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> connection);
    }

    private static Connection standIn(Connection connection, Set<String> refused) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    String call = arguments == null ? method.getName() : method.getName() + "(" + arguments[0] + ")";
                    if (refused.contains("close") && call.equals("close")) {
                        return null;
                    }
                    if (refused.contains(call)) {
                        throw new SQLException(call + " failed");
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
