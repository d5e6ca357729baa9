package io.leasewatch.core.jdbc;

import io.leasewatch.core.lease.Acquisition;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseListener;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.origin.PackageRules;
import io.leasewatch.core.site.CaptureMode;
import io.leasewatch.core.time.Ticker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/** A watched data source with a registry of its own, which remembers what it was told. */
final class WatchedDatabase {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    final LeaseRegistry registry = new LeaseRegistry(Ticker.SYSTEM, LeaseSettings.DEFAULT);
    final Pool pool = registry.pool("main", "jdbc/main");
    final DataSource unwatched;
    final WatchedDataSource dataSource;
    final List<Lease> opened = new CopyOnWriteArrayList<>();
    final List<Lease> closed = new CopyOnWriteArrayList<>();

    WatchedDatabase(DataSource unwatched) {
        this.unwatched = unwatched;
        this.dataSource = new WatchedDataSource(unwatched, pool, registry);
        registry.addListener(new LeaseListener() {
            @Override
            public void opened(Lease lease) {
                opened.add(lease);
            }

            @Override
            public void closed(Lease lease) {
                closed.add(lease);
            }
        });
    }

    /** An H2 in memory that no other test sees. */
    static WatchedDatabase h2() {
        return new WatchedDatabase(h2DataSource());
    }

    static JdbcDataSource h2DataSource() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:watched" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        h2.setUser("sa");
        h2.setPassword("");
        return h2;
    }

    Connection connect() throws SQLException {
        return Objects.requireNonNull(dataSource.getConnection());
    }

    void switchOff() {
        registry.apply(new LeaseSettings(false, CaptureMode.SITE, 1000, PackageRules.NONE));
    }

    /** A lease that stands for no connection. */
    Lease lease() {
        return Objects.requireNonNull(registry.open(Acquisition.of(pool)));
    }

    /** The watched form of a connection that comes from nowhere. */
    Connection connect(Connection driver) throws SQLException {
        return Objects.requireNonNull(dataSource.acquire(() -> driver));
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = unwatched.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<@Nullable Outcome> outcomes() {
        return closed.stream().map(Lease::outcome).toList();
    }

    int stillOut() {
        return registry.openLeases().size();
    }
}
