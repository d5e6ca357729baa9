package io.leasewatch.monitor.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leasewatch.core.jdbc.WatchedDataSource;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.monitor.pool.PoolSettings;
import io.leasewatch.monitor.pool.PoolWatch;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.naming.NameNotFoundException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On real databases in memory, with the JVM's own clock. */
class DatabasesTest {

    private static final String NAME = "jdbc/a";

    private final LeaseRegistry registry = new LeaseRegistry(Ticker.SYSTEM, LeaseSettings.DEFAULT);
    private final Pool pool = registry.pool(NAME, "jdbc/a-pool");
    private final AtomicReference<String> url =
            new AtomicReference<>("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    private final DataSource dataSource = new WatchedDataSource(changing(), pool, registry);
    private final AtomicBoolean serverStops = new AtomicBoolean();
    private final Databases databases = databases(Duration.ofMillis(300));

    @AfterEach
    void stop() {
        databases.stop();
    }

    @Test
    void databaseIsPingedThroughItsPoolAndNobodyHasALeaseOfThat() {
        databases.start();

        await().until(() -> state() == DatabaseState.UP);

        assertThat(registry.totals().statistics().totalAcquired()).isZero();
        assertThat(databases.areSettled()).isTrue();
        assertThat(only().responseTime()).isPositive();
        assertThat(new DatabaseSummary(databases).text()).matches("database jdbc/a up, \\d+ ms");
        assertThat(pool.gate()).isNotNull();
    }

    @Test
    void databaseThatGoesAwayAndComesBackIsSeenToAndNoPartOfItsUrlIsShown() {
        databases.start();
        await().until(() -> state() == DatabaseState.UP);
        String right = url.getAndSet("jdbc:h2:tcp://127.0.0.1:1/secret");

        await().until(() -> state() == DatabaseState.DOWN);
        String error = String.valueOf(only().lastError());
        url.set(right);
        await().until(() -> state() == DatabaseState.UP);

        assertThat(error).startsWith("its host refuses connections").doesNotContain("secret", "127.0.0.1");
        assertThat(only().reconnections()).isEqualTo(1);
    }

    @Test
    void threadsAndGatesAreGoneWhenTheMonitorStops() {
        databases.start();
        await().until(() -> pool.gate() != null);

        databases.stop();

        assertThat(pool.gate()).isNull();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("leasewatch-guard")
                        || thread.getName().equals("leasewatch-ping " + NAME)));
    }

    @Test
    void monitorThatStopsAloneEndsNobodysLease() throws SQLException {
        databases.start();
        try (Connection held = dataSource.getConnection()) {
            databases.stop();

            assertThat(registry.openLeases()).hasSize(1);
            assertThat(held.isValid(1)).isTrue();
        }
    }

    @Test
    void serverThatStopsRefusesNewWorkAndWaitsForWhatIsOut() throws Exception {
        databases.start();
        await().until(() -> pool.gate() != null);
        Scope begun = new Scope(Borrower.UNKNOWN);
        Connection held = dataSource.getConnection();

        serverStops.set(true);
        await().until(databases::isStopping);

        assertThatThrownBy(() -> takeIn(new Scope(Borrower.UNKNOWN)))
                .isInstanceOf(SQLTransientConnectionException.class);
        takeIn(begun);
        Thread stopping = new Thread(databases::stop);
        stopping.start();
        held.close();
        stopping.join();
        assertThat(registry.openLeases()).isEmpty();
        assertThat(registry.totals().history()).allMatch(lease -> lease.outcome() == Outcome.RETURNED);
    }

    @Test
    void whatDoesNotComeBackInTimeIsOpenAtStop() throws Exception {
        databases.start();
        try (Connection forgotten = dataSource.getConnection()) {
            serverStops.set(true);

            databases.stop();

            assertThat(registry.openLeases()).isEmpty();
            assertThat(registry.totals().history())
                    .hasSize(1)
                    .allMatch(lease -> lease.outcome() == Outcome.OPEN_AT_STOP);
            assertThat(forgotten.isValid(1)).isTrue();
        }
    }

    @Test
    void nameThatNothingHasIsDownAndSaysSo() {
        Databases misspelt = new Databases(
                registry,
                pools(),
                name -> {
                    throw new NameNotFoundException(name);
                },
                () -> false,
                url -> Optional.empty(),
                InstantSource.system(),
                settings("jdbc/misspelt", Duration.ZERO));
        misspelt.start();
        try {
            await().until(() -> misspelt.statuses().get(0).state() == DatabaseState.DOWN);

            assertThat(misspelt.statuses().get(0).lastError()).startsWith("no data source has that JNDI name");
        } finally {
            misspelt.stop();
        }
    }

    private void takeIn(Scope scope) throws SQLException {
        Scope before = ThreadContext.current().enter(scope);
        try {
            dataSource.getConnection().close();
        } finally {
            ThreadContext.current().enter(before);
        }
    }

    private DatabaseState state() {
        return only().state();
    }

    private DatabaseStatus only() {
        return databases.statuses().get(0);
    }

    private Databases databases(Duration drain) {
        return new Databases(
                registry,
                pools(),
                name -> dataSource,
                serverStops::get,
                url -> Optional.empty(),
                InstantSource.system(),
                settings(NAME, drain));
    }

    private PoolWatch pools() {
        return new PoolWatch(
                registry, List.of(), List.of(), InstantSource.system(), registry.ticker(), PoolSettings.DEFAULT);
    }

    private static DatabaseSettings settings(String name, Duration drain) {
        return new DatabaseSettings(
                List.of(name),
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                2,
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                0,
                false,
                false,
                drain);
    }

    /** A data source that can be turned to another database. */
    private DataSource changing() {
        return (DataSource) Proxy.newProxyInstance(
                DatabasesTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return DriverManager.getConnection(url.get(), "sa", "");
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
