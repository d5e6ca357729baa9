package io.leasewatch.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.leasewatch.Leasewatch;
import io.leasewatch.core.jdbc.FakeDriver.Call;
import io.leasewatch.core.lease.Acquisition;
import io.leasewatch.core.lease.LeaseListener;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.RecordingListener;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.site.Site;
import io.leasewatch.junit.LeakCheck;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.ShardingKey;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WatchedDataSourceTest {

    private final WatchedDatabase database = WatchedDatabase.h2();
    private final Leases measured = new Leases();
    private final RecordingListener heard = new RecordingListener();

    WatchedDataSourceTest() {
        measured.registry.addListener(heard);
    }

    @RegisterExtension
    final LeakCheck leaks = LeakCheck.of(database.registry).within(Duration.ZERO);

    @Test
    void connectionsOfADataSourceAreLeasesOfItsPool() throws Exception {
        try (Connection one = database.connect();
                Connection two = database.dataSource.getConnection("sa", "")) {
            assertThat(one).isNotEqualTo(two);
            assertThat(database.pool.tally().active()).isEqualTo(2);
        }

        assertThat(database.pool.tally().active()).isZero();
    }

    @Test
    void connectionPassesAsItIsWhileLeasewatchIsSwitchedOff() throws Exception {
        database.switchOff();

        try (Connection connection = database.connect();
                Connection other = database.dataSource.getConnection("sa", "")) {
            assertThat(connection).isNotInstanceOf(WatchedConnection.class);
            assertThat(other).isNotInstanceOf(WatchedConnection.class);
        }

        assertThat(database.opened).isEmpty();
    }

    @Test
    void connectionThatIsWatchedAlreadyIsOneLease() throws Exception {
        DataSource twice = new WatchedDataSource(database.dataSource, database.pool, database.registry);

        twice.getConnection().close();

        assertThat(database.opened).hasSize(1);
        assertThat(database.closed).hasSize(1);
    }

    @Test
    void waitIsFromTheAskingToTheAnswerAndIsNotPartOfTheHold() throws Exception {
        WatchedDataSource slow = slowFor(Duration.ofSeconds(2), new FakeDriver().as(Connection.class));

        Connection connection = Objects.requireNonNull(slow.getConnection());
        measured.ticker.advance(Duration.ofSeconds(3));
        connection.close();

        assertThat(heard.waited).containsExactly(Duration.ofSeconds(2).toNanos());
        assertThat(heard.closed)
                .singleElement()
                .extracting(lease -> lease.heldNanosAt(0))
                .isEqualTo(Duration.ofSeconds(3).toNanos());
    }

    @Test
    void whatIsWatchedTwiceHasWaitedOnce() throws Exception {
        WatchedDataSource slow = slowFor(Duration.ofSeconds(2), new FakeDriver().as(Connection.class));
        DataSource twice = new WatchedDataSource(slow, slow.pool(), measured.registry);

        twice.getConnection().close();

        assertThat(heard.waited).hasSize(1);
    }

    @Test
    void leaseThatTheAgentMadeHasItsWaitFromTheDataSourceThatAsked() throws Exception {
        Pool pool = measured.registry.pool("main", "");
        Connection connection = new WatchedDataSource(new FakeDriver().as(DataSource.class), pool, measured.registry)
                .acquire(() -> {
                    measured.ticker.advance(Duration.ofSeconds(2));
                    Objects.requireNonNull(ThreadContext.current().request())
                            .fulfil(Objects.requireNonNull(measured.registry.open(inside(pool))));
                    return new FakeDriver().as(Connection.class);
                });

        Objects.requireNonNull(connection).close();

        assertThat(heard.waited).containsExactly(Duration.ofSeconds(2).toNanos());
        assertThat(heard.opened).hasSize(1);
    }

    @Test
    void whoWaitsInVainHasWaitedAtALineOfItsOwn() {
        WatchedDataSource exhausted =
                slowFor(Duration.ofSeconds(30), new SQLTransientConnectionException("none came free"));

        Throwable thrown = catchThrowable(() -> exhausted.getConnection());

        assertThat(thrown).isInstanceOf(SQLTransientConnectionException.class);
        assertThat(heard.waited).containsExactly(Duration.ofSeconds(30).toNanos());
        assertThat(heard.timedOut)
                .singleElement()
                .satisfies(site -> assertThat(site.file()).isEqualTo("WatchedDataSourceTest.java"));
    }

    @Test
    void whoGetsNoneForAnotherReasonHasNotTimedOut() {
        WatchedDataSource refusing = slowFor(Duration.ofSeconds(1), new SQLException("password wrong", "28000"));

        Throwable thrown = catchThrowable(refusing::getConnection);

        assertThat(thrown).hasMessage("password wrong");
        assertThat(heard.waited).isEmpty();
        assertThat(heard.timedOut).isEmpty();
    }

    @Test
    void listenerThatFailsDoesNotReachWhoeverWaitedInVain() {
        measured.registry.addListener(new LeaseListener() {
            @Override
            public void timedOut(Pool pool, Site site) {
                throw new IllegalStateException("a listener that fails");
            }

            @Override
            public void waited(Pool pool, long nanos) {
                throw new IllegalStateException("another");
            }
        });
        SQLException timeout = new SQLTransientConnectionException("none came free");

        Throwable thrown = catchThrowable(slowFor(Duration.ZERO, timeout)::getConnection);

        assertThat(thrown).hasCause(timeout);
    }

    /** A data source that lets that much time pass, and then answers with a connection or throws. */
    private WatchedDataSource slowFor(Duration time, Object answer) {
        DataSource slow = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    measured.ticker.advance(time);
                    if (answer instanceof SQLException failure) {
                        throw failure;
                    }
                    return answer;
                });
        return new WatchedDataSource(slow, measured.registry.pool("main", ""), measured.registry);
    }

    @Test
    void timeoutOfHikariIsCounted() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSource(WatchedDatabase.h2DataSource());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250);
        try (HikariDataSource hikari = new HikariDataSource(config)) {
            WatchedDatabase pooled = new WatchedDatabase(hikari);
            try (Connection held = pooled.connect()) {
                Throwable thrown = catchThrowable(pooled::connect);

                assertThat(held.isValid(1)).isTrue();
                assertThat(thrown)
                        .isInstanceOf(SQLTransientConnectionException.class)
                        .hasMessageContaining("waiting for another connection of this pool");
            }
            assertThat(pooled.pool.timeouts()).isOne();
            assertThat(pooled.pool.acquiring()).isZero();
            assertThat(pooled.opened).hasSize(1);
        }
    }

    @Test
    void timeoutOfDbcpIsCounted() throws Exception {
        try (BasicDataSource dbcp = new BasicDataSource()) {
            dbcp.setUrl(WatchedDatabase.h2DataSource().getURL());
            dbcp.setMaxTotal(1);
            dbcp.setMaxWait(Duration.ofMillis(50));
            WatchedDatabase pooled = new WatchedDatabase(dbcp);
            try (Connection held = pooled.connect()) {
                Throwable thrown = catchThrowable(pooled::connect);

                assertThat(held.isValid(1)).isTrue();
                assertThat(thrown).isInstanceOf(SQLException.class);
            }
            assertThat(pooled.pool.timeouts()).isOne();
        }
    }

    @Test
    void failureThatIsNoTimeoutIsNotCountedAsOneAndComesOutAsItIs() {
        SQLException failure = new SQLException("password wrong", "28000");
        WatchedDatabase refusing =
                new WatchedDatabase(new FakeDriver().failing(failure).as(DataSource.class));

        Throwable thrown = catchThrowable(refusing::connect);

        assertThat(thrown).isSameAs(failure);
        assertThat(refusing.pool.timeouts()).isZero();
        assertThat(refusing.pool.acquiring()).isZero();
        assertThat(refusing.opened).isEmpty();
    }

    @Test
    void errorWhileAskingLeavesNobodyAsking() {
        Error failure = new NoClassDefFoundError("of the driver");
        WatchedDatabase broken =
                new WatchedDatabase(new FakeDriver().failing(failure).as(DataSource.class));

        Throwable thrown = catchThrowable(broken::connect);

        assertThat(thrown).isSameAs(failure);
        assertThat(broken.pool.acquiring()).isZero();
    }

    @Test
    void threadThatAsksIsSeenAskingUntilItHasItsConnection() throws Exception {
        int[] asking = new int[1];

        Connection connection = database.dataSource.acquire(() -> {
            asking[0] = database.pool.acquiring();
            return new FakeDriver().as(Connection.class);
        });
        Objects.requireNonNull(connection).close();

        assertThat(connection).isInstanceOf(WatchedConnection.class);
        assertThat(asking[0]).isOne();
        assertThat(database.pool.acquiring()).isZero();
    }

    @Test
    void builderIsFluentAndItsConnectionIsALease() throws Exception {
        FakeDriver driver = new FakeDriver();
        ConnectionBuilder own = driver.as(ConnectionBuilder.class);
        driver.answering(own).answering("build", new FakeDriver().as(Connection.class));
        WatchedDatabase sharded = new WatchedDatabase(
                new FakeDriver().answering("createConnectionBuilder", own).as(DataSource.class));
        ShardingKey key = new FakeDriver().as(ShardingKey.class);

        ConnectionBuilder builder = Objects.requireNonNull(sharded.dataSource.createConnectionBuilder());
        Connection connection = builder.user("sa")
                .password("secret")
                .shardingKey(key)
                .superShardingKey(key)
                .build();

        assertThat(connection).isInstanceOf(WatchedConnection.class);
        assertThat(sharded.stillOut()).isOne();
        assertThat(driver.calls)
                .extracting(Call::method, Call::arguments)
                .containsExactly(
                        tuple("user", List.of("sa")),
                        tuple("password", List.of("secret")),
                        tuple("shardingKey", List.of(key)),
                        tuple("superShardingKey", List.of(key)),
                        tuple("build", List.of()));
    }

    @Test
    void builderPassesAsItIsWhileLeasewatchIsSwitchedOff() throws Exception {
        ConnectionBuilder own = new FakeDriver().as(ConnectionBuilder.class);
        WatchedDatabase sharded = new WatchedDatabase(
                new FakeDriver().answering("createConnectionBuilder", own).as(DataSource.class));
        sharded.switchOff();

        assertThat(sharded.dataSource.createConnectionBuilder()).isSameAs(own);
    }

    @Test
    void dataSourceUnwrapsToThePoolsOwnAndSpeaksLikeIt() throws Exception {
        DataSource watched = Leasewatch.watch(database.unwatched, "main");

        assertThat(watched.unwrap(JdbcDataSource.class)).isSameAs(database.unwatched);
        assertThat(watched.unwrap(DataSource.class)).isSameAs(watched);
        assertThat(watched.isWrapperFor(List.class)).isFalse();
        assertThat(watched).hasToString(database.unwatched.toString());
    }

    @Test
    void dataSourceWatchedTwiceIsTheOneItWas() {
        DataSource watched = Leasewatch.watch(database.unwatched, "main");

        assertThat(Leasewatch.watch(watched, "other")).isSameAs(watched);
    }

    @Test
    void blankNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Leasewatch.watch(database.unwatched, " "))
                .withMessage("The name of a watched data source must not be blank");
    }

    private static Acquisition inside(Pool pool) {
        return Acquisition.insideServer(pool, Acquisition.START_UNKNOWN, Acquisition.Sharing.UNKNOWN);
    }
}
