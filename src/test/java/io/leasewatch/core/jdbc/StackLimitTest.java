package io.leasewatch.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.leasewatch.core.jdbc.WatchedDataSource.ConnectionCall;
import io.leasewatch.core.lease.Gate;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseListener;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.origin.PackageRules;
import io.leasewatch.core.site.CaptureMode;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.it.StackEnd;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of connections that are taken where the stack ends: a recursion without end, whose last frames take connections. */
class StackLimitTest {

    private static final int THREADS = 20;
    private static final long STACK_BYTES = 256 * 1024;

    /** So many frames take a connection, from where nothing fits any more to where everything does. */
    private static final int FRAMES = 600;

    private final LeaseRegistry registry = new LeaseRegistry(Ticker.SYSTEM, LeaseSettings.DEFAULT);
    private final Pool pool = registry.pool("main", "jdbc/main");
    private final Deque<Connection> ready = new ArrayDeque<>();
    private final List<Connection> kept = new ArrayList<>(2 * FRAMES);
    private int given;
    private int received;
    private boolean closesAtOnce;
    private final WatchedDataSource watched = new WatchedDataSource(WatchedDatabase.h2DataSource(), pool, registry);
    private final ConnectionCall call = this::give;

    @ParameterizedTest
    @CsvSource({"SITE, false, false", "SITE, true, true", "OFF, false, true", "OFF, true, false"})
    void connectionThatIsTakenWhereTheStackEndsReachesTheApplicationAndIsNotCountedForever(
            CaptureMode capture, boolean atOnce, boolean isGuarded) throws Exception {
        registry.apply(new LeaseSettings(true, capture, 1000, PackageRules.NONE));
        registry.addListener(new DeepListener());
        closesAtOnce = atOnce;
        pool.guardedBy(isGuarded ? new DeepGate() : null);
        prepare();
        // An application has taken connections before. The first acquisition needs much more stack, to load classes.
        take();
        closeAll();

        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(null, () -> StackEnd.reach(FRAMES, this::take), "deep", STACK_BYTES);
            thread.start();
            thread.join();
            closeAll();
        }

        // Classes of the JDK whose initialization ended with the stack would be lost to the application.
        assertThat(new Throwable().getStackTrace()).isNotEmpty();
        assertThatCode(() -> new LogRecord(Level.INFO, "").getSourceMethodName())
                .doesNotThrowAnyException();
        assertThat(given).isGreaterThan(THREADS);
        assertThat(received).isEqualTo(given);
        assertThat(registry.totals().statistics().totalAcquired()).isPositive();
        assertThat(registry.openLeases()).isEmpty();
        assertThat(pool.tally().active()).isZero();
        assertThat(pool.acquiring()).isZero();
        assertThat(registry.ownership().nestings().waits()).isEmpty();
    }

    private void take() {
        @Nullable Connection connection = null;
        try {
            connection = watched.acquire(call);
            received++;
            if (closesAtOnce && connection != null) {
                connection.close();
                connection = null;
            }
        } catch (StackOverflowError e) {
            // The application survives it.
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        kept.add(connection);
    }

    private void closeAll() throws SQLException {
        for (@Nullable Connection connection : kept) {
            if (connection != null) {
                connection.close();
            }
        }
        kept.clear();
    }

    private @Nullable Connection give() {
        Connection connection = ready.poll();
        given++;
        return connection;
    }

    private void prepare() {
        for (int i = 0; i < 2 * THREADS * FRAMES; i++) {
            ready.add((Connection) Proxy.newProxyInstance(
                    StackLimitTest.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> null));
        }
    }

    /** Needs more stack than opening a lease. */
    private static final class DeepListener implements LeaseListener {

        @Override
        public void opened(Lease lease) {
            assertThat(depth(40)).isEqualTo(40);
        }

        @Override
        public void closed(Lease lease) {
            assertThat(depth(40)).isEqualTo(40);
        }

        private static int depth(int frames) {
            return frames == 0 ? 0 : 1 + depth(frames - 1);
        }
    }

    private static final class DeepGate implements Gate {

        private final AtomicInteger inside = new AtomicInteger();

        @Override
        public void enter() {
            inside.incrementAndGet();
        }

        @Override
        public boolean isFit(Connection connection) {
            return DeepListener.depth(40) == 40;
        }

        @Override
        public void ended(@Nullable SQLException failure) {
            inside.decrementAndGet();
            assertThat(DeepListener.depth(40)).isEqualTo(40);
        }
    }
}
