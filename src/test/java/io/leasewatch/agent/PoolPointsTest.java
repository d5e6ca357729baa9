package io.leasewatch.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leasewatch.agent.advice.HookKey;
import io.leasewatch.core.hooks.Hooks;
import io.leasewatch.core.jdbc.WatchedDataSource;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.site.Site;
import io.leasewatch.docs.RecordedLog;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pools as they are published, woven as the agent does, with the hooks that the monitor installs. */
class PoolPointsTest {

    private final Leases leases = new Leases();
    private final Hooks hooks = new Hooks(leases.registry);
    private final RecordedLog log = RecordedLog.of(Weaver.class);
    private final List<DataSource> made = new ArrayList<>();

    @BeforeEach
    void install() {
        System.setProperty(HookKey.PRESENT, HookKey.VERSION);
        hooks.install();
    }

    @AfterEach
    void remove() throws Exception {
        hooks.remove();
        System.clearProperty(HookKey.PRESENT);
        for (DataSource source : made) {
            if (source instanceof AutoCloseable pool) {
                pool.close();
            }
        }
        log.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hikari", "dbcp", "agroal", "c3p0", "tomcat"})
    void connectionIsALeaseOfItsPoolFromThisLineUntilItIsClosedHoweverOften(String kind) throws Exception {
        DataSource source = make(kind, "orders");

        Connection connection = take(source);
        Lease lease = onlyLease();

        assertThat(lease.pool().name()).isEqualTo(kind.equals("agroal") ? "agroal" : "orders");
        assertThat(lease.pool().isWrapped()).isFalse();
        assertThat(lease.site())
                .extracting(Site::className, Site::method)
                .containsExactly(PoolPointsTest.class.getName(), "take");
        connection.close();
        connection.close();
        assertThat(lease.outcome()).isEqualTo(Outcome.RETURNED);
        assertThat(leases.registry.totals().statistics().totalReleased()).isEqualTo(1);
        assertThat(leases.registry.openLeases()).isEmpty();
        assertThat(log.lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hikari", "dbcp", "agroal", "c3p0", "tomcat"})
    void connectionThatIsUsedAgainIsANewLease(String kind) throws Exception {
        DataSource source = make(kind, "");
        take(source).close();

        Connection again = take(source);

        assertThat(onlyLease().isOpen()).isTrue();
        again.close();
        assertThat(leases.registry.totals().statistics().totalReleased()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hikari", "dbcp", "agroal", "c3p0", "tomcat"})
    void twoThreadsHaveALeaseEachAndEitherMayCloseTheOthers(String kind) throws Exception {
        DataSource source = make(kind, "");

        Connection mine = take(source);
        Connection others = CompletableFuture.supplyAsync(() -> taken(source)).join();

        assertThat(leases.registry.openLeases())
                .extracting(lease -> lease.holder().name())
                .doesNotHaveDuplicates()
                .hasSize(2);
        others.close();
        CompletableFuture.runAsync(() -> closed(mine)).join();
        assertThat(leases.registry.openLeases()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hikari", "dbcp", "agroal", "c3p0", "tomcat"})
    void whoWaitsIsCountedAndWhoWaitsInVainToo(String kind) throws Exception {
        DataSource source = make(kind, "");
        Connection first = take(source);
        Connection second = take(source);
        Pool pool = leases.registry.pools().values().iterator().next();

        CompletableFuture<Connection> waiting = CompletableFuture.supplyAsync(() -> taken(source));

        await().pollInterval(Duration.ofMillis(20)).until(() -> pool.acquiring() == 1);
        assertThatThrownBy(waiting::join).hasRootCauseInstanceOf(Exception.class);
        assertThat(pool.timeouts()).isEqualTo(1);
        assertThat(pool.acquiring()).isZero();
        assertThat(leases.registry.openLeases()).hasSize(2);
        first.close();
        second.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hikari", "dbcp", "agroal", "c3p0", "tomcat"})
    void connectionThatAWatchedDataSourceAsksForIsOneLeaseOfItsPool(String kind) throws Exception {
        Pool watched = leases.registry.pool("shop", "");
        DataSource source = new WatchedDataSource(make(kind, ""), watched, leases.registry);

        Connection connection = take(source);

        assertThat(onlyLease().pool()).isSameAs(watched);
        assertThat(leases.registry.pools()).containsOnlyKeys("shop");
        connection.close();
        assertThat(leases.registry.openLeases()).isEmpty();
    }

    @Test
    void whatAPoolAsksForItselfIsALeaseOfTheOtherPoolAndNotWhatAWatchedDataSourceAskedFor() throws Exception {
        Pool watched = leases.registry.pool("shop", "");
        DataSource source = new WatchedDataSource(make("hikari on tomcat", ""), watched, leases.registry);

        take(source).close();

        assertThat(leases.registry.pools()).containsOnlyKeys("shop", "tomcat");
        assertThat(leases.registry.openLeases())
                .extracting(lease -> lease.pool().name())
                .containsExactly("tomcat");
        assertThat(watched.tally().statistics().totalReleased()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dbcp", "agroal", "c3p0", "tomcat"})
    void poolsWithoutANameAreCalledByTheirKindAndNumbered(String kind) throws Exception {
        take(make(kind, "")).close();

        take(make(kind, "")).close();

        assertThat(leases.registry.pools()).containsOnlyKeys(kind, kind + "-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hikari", "agroal", "c3p0"})
    void whatIsOutOfAPoolThatIsClosedIsOverAndTheNextOneHasItsName(String kind) throws Exception {
        DataSource source = make(kind, "orders");
        take(source);
        Lease lease = onlyLease();

        ((AutoCloseable) source).close();
        take(make(kind, "orders")).close();

        assertThat(lease.outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(leases.registry.pools()).hasSize(1);
    }

    @Test
    void closingOneOfTwoPoolsOfOneNameEndsNoLease() throws Exception {
        DataSource first = make("hikari", "orders");
        take(first).close();
        Connection connection = take(make("hikari", "orders"));

        ((AutoCloseable) first).close();

        assertThat(onlyLease().isOpen()).isTrue();
        connection.close();
    }

    @Test
    void connectionThatThePoolThrowsAwayInUseWasAborted() throws Exception {
        DataSource source = make("tomcat", "");
        take(source);
        Lease lease = onlyLease();

        source.getClass().getMethod("close", boolean.class).invoke(source, true);

        assertThat(lease.outcome()).isEqualTo(Outcome.ABORTED);
    }

    @Test
    void withoutTheMonitorPoolsDoWhatTheyDid() throws Exception {
        hooks.remove();

        try (Connection connection = take(make("hikari", ""))) {
            assertThat(connection.isValid(1)).isTrue();
        }

        assertThat(leases.registry.totals().statistics().totalAcquired()).isZero();
    }

    @Test
    void nothingOfOursKeepsAnApplicationThatIsGone() throws Exception {
        WeakReference<ClassLoader> application = usedAndGone();

        await().until(() -> {
            System.gc();
            return application.refersTo(null);
        });

        assertThat(leases.registry.pools()).containsOnlyKeys("dbcp");
    }

    private WeakReference<ClassLoader> usedAndGone() throws Exception {
        WovenPools loader = new WovenPools();
        DataSource source = loader.make("dbcp", "");
        take(source).close();
        ((AutoCloseable) source).close();
        return new WeakReference<>(loader);
    }

    private DataSource make(String kind, String name) throws ReflectiveOperationException {
        DataSource source = new WovenPools().make(kind, name);
        made.add(source);
        return source;
    }

    private static Connection take(DataSource source) throws SQLException {
        return source.getConnection();
    }

    private static Connection taken(DataSource source) {
        try {
            return take(source);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void closed(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Lease onlyLease() {
        assertThat(leases.registry.openLeases()).hasSize(1);
        return leases.registry.openLeases().iterator().next();
    }
}
