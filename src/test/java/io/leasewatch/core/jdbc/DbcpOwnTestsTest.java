package io.leasewatch.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.dbcp2.DelegatingConnection;
import org.apache.commons.dbcp2.DelegatingPreparedStatement;
import org.apache.commons.dbcp2.PoolingConnection;
import org.apache.commons.dbcp2.StackMessageLog;
import org.apache.commons.dbcp2.TestPStmtPoolingBasicDataSource;
import org.apache.commons.dbcp2.TesterConnection;
import org.apache.commons.dbcp2.TesterPreparedStatement;
import org.junit.jupiter.api.Test;

/**
 * Commons DBCP's own tests of its data source, statement pooling on, with every connection watched.
 *
 * <p>The tests overridden here look behind a connection or a statement by a cast to DBCP's class, which holds for what DBCP
 * itself hands out and for nothing around it. They unwrap instead and ask the same.
 */
class DbcpOwnTestsTest extends TestPStmtPoolingBasicDataSource {

    @Override
    protected BasicDataSource createDataSource() {
        return new WatchedDbcp();
    }

    @Test
    void connectionsOfTheseTestsAreWatched() throws Exception {
        try (Connection connection = getConnection();
                Connection another = ds.getConnection()) {
            assertThat(List.of(connection, another)).hasOnlyElementsOfType(WatchedConnection.class);
        }

        assertThat(((WatchedDbcp) ds).watched.stillOut()).isZero();
    }

    @Override
    @Test
    public void testPooling() throws Exception {
        ds.setAccessToUnderlyingConnectionAllowed(true);
        List<Connection> handles = new ArrayList<>();
        List<Connection> pooled = new ArrayList<>();
        for (int i = 0; i < getMaxTotal(); i++) {
            Connection handle = newConnection();
            handles.add(handle);
            pooled.add(innermost(handle));
        }

        for (Connection handle : handles) {
            handle.close();
            try (Connection next = newConnection()) {
                assertThat(pooled).contains(innermost(next));
            }
        }
    }

    @Override
    @Test
    public void testClose() throws Exception {
        ds.setAccessToUnderlyingConnectionAllowed(true);
        Connection active = getConnection();
        Connection rawActive = innermost(active);
        Connection idle = getConnection();
        Connection rawIdle = innermost(idle);
        assertThat(List.of(active, rawActive, idle, rawIdle)).noneMatch(DbcpOwnTestsTest::isClosed);

        idle.close();
        assertThat(idle.isClosed()).isTrue();
        assertThat(rawIdle.isClosed()).isFalse();

        ds.close();
        assertThat(rawIdle.isClosed()).isTrue();
        assertThat(List.of(active, rawActive)).noneMatch(DbcpOwnTestsTest::isClosed);

        active.close();
        assertThat(List.of(active, rawActive)).allMatch(DbcpOwnTestsTest::isClosed);
        assertThatThrownBy(this::getConnection).isInstanceOf(SQLException.class);
        ds.close();
    }

    @Override
    @Test
    public void testStart() throws Exception {
        ds.setAccessToUnderlyingConnectionAllowed(true);
        ds.setMaxTotal(2);
        Connection active = ds.getConnection();
        Connection rawActive = innermost(active);
        Connection idle = ds.getConnection();
        Connection rawIdle = innermost(idle);
        idle.close();
        assertThat(rawIdle.isClosed()).isFalse();

        ds.close();
        assertThat(active.isClosed()).isFalse();
        assertThat(rawIdle.isClosed()).isTrue();
        assertThat(ds.getNumIdle()).isZero();

        ds.start();
        try (Connection one = ds.getConnection();
                Connection two = ds.getConnection()) {
            assertThat(one).isNotEqualTo(two);
        }
        active.close();
        assertThat(rawActive.isClosed()).isTrue();
    }

    @Override
    @Test
    public void testNoAccessToUnderlyingConnectionAllowed() throws Exception {
        assertThat(ds.isAccessToUnderlyingConnectionAllowed()).isFalse();

        DelegatingConnection<?> connection = dbcp(getConnection());

        assertThat(connection.getDelegate()).isNull();
        assertThat(connection.getInnermostDelegate()).isNull();
    }

    @Override
    @Test
    public void testAccessToUnderlyingConnectionAllowed() throws Exception {
        ds.setAccessToUnderlyingConnectionAllowed(true);
        assertThat(ds.isAccessToUnderlyingConnectionAllowed()).isTrue();

        try (Connection connection = getConnection()) {
            assertThat(dbcp(connection).getDelegate()).isNotNull();
            assertThat(innermost(connection)).isInstanceOf(TesterConnection.class);
        }
    }

    @Override
    @Test
    public void testSetAutoCommitTrueOnClose() throws Exception {
        ds.setAccessToUnderlyingConnectionAllowed(true);
        ds.setDefaultAutoCommit(Boolean.FALSE);
        Connection connection = getConnection();
        Connection raw = innermost(connection);
        assertThat(connection.getAutoCommit()).isFalse();
        assertThat(raw.getAutoCommit()).isFalse();

        connection.close();

        assertThat(raw.getAutoCommit()).isTrue();
    }

    @Override
    @Test
    public void testIsClosedFailure() throws SQLException {
        ds.setAccessToUnderlyingConnectionAllowed(true);
        Connection connection = ds.getConnection();
        assertThat(ds.getNumActive()).isOne();
        tester(connection).setFailure(new IOException("network error"));

        assertThatThrownBy(connection::close).isInstanceOf(SQLException.class);

        assertThat(ds.getNumActive()).isZero();
        assertThat(((WatchedDbcp) ds).watched.stillOut()).isZero();
    }

    @Override
    @Test
    public void testPoolCloseCheckedException() throws Exception {
        closePoolOfAConnectionThatFailsWith(new SQLException("bang"), "bang");
    }

    @Override
    @Test
    public void testPoolCloseRTE() throws Exception {
        closePoolOfAConnectionThatFailsWith(new IllegalStateException("boom"), "boom");
    }

    /** DBCP either logs what goes wrong in there or lets it out. */
    private void closePoolOfAConnectionThatFailsWith(Exception failure, String message) throws Exception {
        ds.setAccessToUnderlyingConnectionAllowed(true);
        Connection connection = ds.getConnection();
        TesterConnection raw = tester(connection);
        connection.close();
        raw.setFailure(failure);
        try {
            StackMessageLog.lock();
            StackMessageLog.clear();
            ds.close();
            assertThat(StackMessageLog.popMessage()).contains(message);
        } catch (SQLException e) {
            assertThat((Throwable) e).hasMessageContaining("Cannot close").hasRootCauseMessage(message);
        } finally {
            StackMessageLog.unLock();
        }
    }

    @Override
    @Test
    public void testLRUBehavior() throws Exception {
        ds.setMaxOpenPreparedStatements(3);
        Connection connection = getConnection();
        List<PreparedStatement> opened = new ArrayList<>();
        for (String letter : List.of("a", "b", "c")) {
            opened.add(connection.prepareStatement("select '" + letter + "' from dual"));
        }
        PreparedStatement a = innermost(opened.get(0));
        PreparedStatement b = innermost(opened.get(1));
        PreparedStatement c = innermost(opened.get(2));
        for (PreparedStatement statement : opened) {
            statement.close();
            // The pool tells the eldest by the clock.
            long returned = System.currentTimeMillis();
            while (System.currentTimeMillis() == returned) {
                Thread.onSpinWait();
            }
        }

        connection.prepareStatement("select 'd' from dual");
        assertThatThrownBy(a::clearParameters).isInstanceOf(SQLException.class);
        b.clearParameters();
        c.clearParameters();

        PreparedStatement again = connection.prepareStatement("select 'a' from dual");
        assertThat(innermost(again)).isNotSameAs(a);
        assertThatThrownBy(b::clearParameters).isInstanceOf(SQLException.class);
        c.clearParameters();
    }

    @Override
    @Test
    public void testPStmtCatalog() throws Exception {
        Connection connection = getConnection();

        TesterPreparedStatement first = prepareIn(connection, "catalog1");
        TesterPreparedStatement second = prepareIn(connection, "catalog2");
        TesterPreparedStatement third = prepareIn(connection, "catalog1");

        assertThat(first).isNotSameAs(second).isSameAs(third);
    }

    private static TesterPreparedStatement prepareIn(Connection connection, String catalog) throws SQLException {
        connection.setCatalog(catalog);
        try (PreparedStatement statement = connection.prepareStatement("select 'a' from dual")) {
            TesterPreparedStatement raw = (TesterPreparedStatement) innermost(statement);
            assertThat(raw.getCatalog()).isEqualTo(catalog);
            return raw;
        }
    }

    @Override
    @Test
    public void testPStmtPoolingAcrossClose() throws Exception {
        poolOneConnection();
        Connection first = getConnection();
        assertOneIsOut();
        PreparedStatement before = prepareAndClose(first);

        first.close();
        assertThat(ds.getNumActive()).isZero();
        assertThat(ds.getNumIdle()).isOne();

        Connection second = getConnection();
        assertOneIsOut();
        assertThat(prepareAndClose(second)).isSameAs(before);
    }

    @Override
    @Test
    public void testPStmtPoolingWithNoClose() throws Exception {
        poolOneConnection();
        Connection connection = getConnection();

        PreparedStatement before = prepareAndClose(connection);

        assertOneIsOut();
        assertThat(prepareAndClose(connection)).isSameAs(before);
    }

    @Override
    @Test
    public void testPStmtPoolingAcrossCloseWithClearOnReturn() throws Exception {
        poolOneConnection();
        ds.setClearStatementPoolOnReturn(true);
        Connection first = getConnection();
        var statements = first.unwrap(PoolingConnection.class).getStatementPool();
        PreparedStatement before = prepareAndClose(first);
        assertThat(prepareAndClose(first)).isSameAs(before);

        first.close();
        assertThat(before.isClosed()).isTrue();
        assertThat(statements.getNumActive()).isZero();
        assertThat(statements.getNumIdle()).isZero();

        try (Connection second = getConnection()) {
            assertThat(prepareAndClose(second)).isNotSameAs(before);
        }
    }

    /** Its threads cast the connection, so here are threads that do the same without. */
    @Override
    @Test
    public void testMultipleThreads1() throws Exception {
        ds.setMaxWait(Duration.ofMillis(-1));
        ds.setMaxTotal(5);
        ds.setMaxOpenPreparedStatements(-1);
        ExecutorService threads = Executors.newFixedThreadPool(100);
        List<Future<Boolean>> ends = new ArrayList<>();

        for (int i = 0; i < 100; i++) {
            int kind = i % 3;
            ends.add(threads.submit(() -> borrowAgainAndAgain("select count " + kind)));
        }
        for (Future<Boolean> end : ends) {
            assertThat(end.get()).isTrue();
        }
        threads.shutdown();

        assertThat(ds.getNumActive()).isZero();
        assertThat(((WatchedDbcp) ds).watched.closed).hasSize(100 * 100);
    }

    private boolean borrowAgainAndAgain(String sql) throws Exception {
        for (int i = 0; i < 100; i++) {
            try (Connection connection = getConnection();
                    PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                Thread.yield();
            }
        }
        return true;
    }

    private void poolOneConnection() {
        ds.setMaxTotal(1);
        ds.setMaxIdle(1);
        ds.setAccessToUnderlyingConnectionAllowed(true);
    }

    private void assertOneIsOut() {
        assertThat(ds.getNumActive()).isOne();
        assertThat(ds.getNumIdle()).isZero();
    }

    private static PreparedStatement prepareAndClose(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 'a' from dual")) {
            return innermost(statement);
        }
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static DelegatingConnection<?> dbcp(Connection connection) throws SQLException {
        return connection.unwrap(DelegatingConnection.class);
    }

    private static Connection innermost(Connection connection) throws SQLException {
        return dbcp(connection).getInnermostDelegate();
    }

    private static PreparedStatement innermost(PreparedStatement statement) throws SQLException {
        return (PreparedStatement)
                statement.unwrap(DelegatingPreparedStatement.class).getInnermostDelegate();
    }

    private static TesterConnection tester(Connection connection) throws SQLException {
        return (TesterConnection) innermost(connection);
    }

    /** DBCP's data source under its own name, watched. */
    private static final class WatchedDbcp extends BasicDataSource {

        private final WatchedDatabase watched = new WatchedDatabase(this);

        @Override
        public Connection getConnection() throws SQLException {
            return Objects.requireNonNull(watched.dataSource.acquire(super::getConnection));
        }
    }
}
