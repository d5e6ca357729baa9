package io.leasewatch.monitor.postgres;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.leasewatch.Leasewatch;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import org.apache.commons.dbcp2.BasicDataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.xa.PGXADataSource;

class SocketFinderTest {

    /** The JDK's common pool has one thread only on a small machine, and that one would wait for the database. */
    private static final Executor ON_ITS_OWN = work -> new Thread(work).start();

    private static EmbeddedPostgres server;

    @BeforeAll
    static void startServer() throws Exception {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @Test
    void connectionOfTheDriverTellsItsBackendAndItsPort() throws Exception {
        try (Connection connection = plain().getConnection()) {
            assertEnd(connection, connection);
        }
    }

    @Test
    void watchedConnectionTellsTheOneBehindIt() throws Exception {
        try (Connection connection = Leasewatch.watch(plain(), "wire").getConnection()) {
            assertEnd(connection, connection);
        }
    }

    @Test
    void connectionsOfPoolsTellTheOneBehindThem() throws Exception {
        HikariDataSource hikari = new HikariDataSource();
        hikari.setDataSource(plain());
        BasicDataSource dbcp = new BasicDataSource();
        dbcp.setUrl(url());
        ComboPooledDataSource c3p0 = new ComboPooledDataSource();
        c3p0.setJdbcUrl(url());
        c3p0.setInitialPoolSize(1);
        c3p0.setMinPoolSize(1);
        try (hikari;
                dbcp;
                AgroalDataSource agroal = agroal()) {
            for (DataSource pool : new DataSource[] {hikari, dbcp, agroal, c3p0}) {
                try (Connection connection = pool.getConnection()) {
                    assertEnd(connection, connection);
                }
            }
        } finally {
            c3p0.close();
        }
    }

    @Test
    void connectionOfTomcatAndWhatItKeepsBehindTellTheSame() throws Exception {
        org.apache.tomcat.jdbc.pool.DataSource tomcat = new org.apache.tomcat.jdbc.pool.DataSource();
        tomcat.setUrl(url());
        tomcat.setDriverClassName("org.postgresql.Driver");
        try (Connection connection = tomcat.getConnection()) {
            assertEnd(connection.unwrap(org.apache.tomcat.jdbc.pool.PooledConnection.class), connection);
            assertEnd(connection, connection);
        } finally {
            tomcat.close();
        }
    }

    @Test
    void connectionsThatTheDriverMadeForPoolsTellTheOneBehindThem() throws Exception {
        PGConnectionPoolDataSource pooled = new PGConnectionPoolDataSource();
        pooled.setUrl(url());
        PGXADataSource distributed = new PGXADataSource();
        distributed.setUrl(url());
        PooledConnection forPool = pooled.getPooledConnection();
        PooledConnection forTransactions = distributed.getXAConnection();
        try {
            for (PooledConnection one : new PooledConnection[] {forPool, forTransactions}) {
                Connection connection = one.getConnection();
                assertEnd(connection, connection);
            }
        } finally {
            forPool.close();
            forTransactions.close();
        }
    }

    @Test
    void connectionIsReadWhileItsBorrowerWaitsForTheDatabase() throws Exception {
        try (Connection connection = plain().getConnection();
                Connection other = plain().getConnection()) {
            SocketEndpoint before = SocketFinder.of(connection);
            CompletableFuture<Void> query =
                    CompletableFuture.runAsync(() -> execute(connection, "select pg_sleep(60)"), ON_ITS_OWN);
            await().until(() -> ask(other, "select count(*) from pg_stat_activity where wait_event = 'PgSleep'") == 1);

            SocketEndpoint during = CompletableFuture.supplyAsync(() -> SocketFinder.of(connection), ON_ITS_OWN)
                    .get(5, TimeUnit.SECONDS);

            assertThat(during).isNotNull().isEqualTo(before);
            assertThat(query).isNotDone();
            execute(other, "select pg_terminate_backend(" + during.backendPid() + ")");
            await().atMost(Duration.ofSeconds(10)).until(query::isDone);
        }
    }

    @Test
    void otherDatabasesAndOtherThingsTellNothing() throws Exception {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:wire");
        try (Connection connection = h2.getConnection();
                Connection watched = Leasewatch.watch(h2, "wire-h2").getConnection()) {
            assertThat(SocketFinder.of(connection)).isNull();
            assertThat(SocketFinder.of(watched)).isNull();
        }
        assertThat(SocketFinder.of("not a connection")).isNull();
        assertThat(SocketFinder.of(null)).isNull();
    }

    @Test
    void connectionThatIsClosedIsNoTrouble() throws Exception {
        HikariDataSource hikari = new HikariDataSource();
        hikari.setDataSource(plain());
        try (hikari) {
            Connection closed = hikari.getConnection();
            closed.close();

            assertThat(SocketFinder.of(closed)).isNull();
        }
    }

    private static void assertEnd(Object asked, Connection connection) throws SQLException {
        SocketEndpoint end = requireNonNull(SocketFinder.of(asked), () -> String.valueOf(asked.getClass()));

        assertThat(end.backendPid()).isEqualTo(ask(connection, "select pg_backend_pid()"));
        assertThat(end.localPort()).isEqualTo(ask(connection, "select inet_client_port()"));
        assertThat(end.serverPort()).isEqualTo(server.getPort());
        assertThat(end.serverAddress()).isEqualTo("127.0.0.1");
    }

    private static AgroalDataSource agroal() throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(
                        pool -> pool.maxSize(1).connectionFactoryConfiguration(factory -> factory.jdbcUrl(url()))));
    }

    private static DataSource plain() {
        return server.getPostgresDatabase();
    }

    private static String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?user=postgres";
    }

    private static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            // It is ended from outside.
        }
    }

    private static int ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getInt(1);
        }
    }
}
