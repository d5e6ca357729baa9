package io.leasewatch.peers;

import com.zaxxer.hikari.HikariDataSource;
import io.leasewatch.core.jdbc.WatchedDataSource;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.leak.Ending;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakDetector;
import io.leasewatch.monitor.leak.LeakListener;
import io.leasewatch.monitor.leak.LeakSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Leasewatch, around pools that look for nothing themselves. It looks as often as the monitor's heartbeat does. */
final class Leases implements Peer, LeakListener {

    private final LeaseRegistry registry = new LeaseRegistry(Ticker.SYSTEM, LeaseSettings.DEFAULT);
    private final LeakDetector detector = new LeakDetector(
            registry,
            InstantSource.system(),
            new LeakSettings(Stage.LIMIT, false, Duration.ofSeconds(1), 1000),
            List.of(this));
    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private final Queue<HikariDataSource> pools = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor();

    Leases() {
        heartbeat.scheduleAtFixedRate(detector::check, 500, 500, TimeUnit.MILLISECONDS);
        heartbeat.scheduleAtFixedRate(detector::sweep, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public DataSource pool(String database) {
        HikariDataSource pool = Hikari.bare(database);
        pools.add(pool);
        // As Leasewatch.watch does, but with a registry of its own, in which other tests have left nothing.
        return new WatchedDataSource(pool, registry.pool(database, ""), registry);
    }

    @Override
    public void leaked(Leak leak) {
        told.add(new Told(
                leak.lease().pool().name(),
                new Said(leak.kind(), leak.lease().site().toString(), leak.detectedAt())));
    }

    @Override
    public void ended(Leak leak, Ending ending) {
        told.add(new Told(
                leak.lease().pool().name(),
                new Said(ending.outcome(), leak.lease().site().toString(), Instant.now())));
    }

    @Override
    public List<Said> said(String database) {
        Stream<Said> nested = registry.ownership().nestings().all().stream()
                .filter(nesting -> nesting.innerPool().equals(database))
                .map(nesting -> new Said(
                        PlainProgram.NESTING,
                        nesting.inner().toString(),
                        Instant.now().minus(nesting.agoAt(registry.ticker().nanos()))));
        Stream<Said> leaks =
                told.stream().filter(one -> one.pool.equals(database)).map(one -> one.said);
        return Stream.concat(nested, leaks).toList();
    }

    @Override
    public String right(PlainProgram program) {
        return program.right;
    }

    @Override
    public void close() {
        heartbeat.shutdownNow();
        pools.forEach(HikariDataSource::close);
    }

    private record Told(String pool, Said said) {}
}
