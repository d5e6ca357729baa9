package io.leasewatch.web.metrics;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.monitor.Alerting;
import io.leasewatch.monitor.Exporting;
import io.leasewatch.monitor.LeakMonitoring;
import io.leasewatch.monitor.LeaseMonitoring;
import io.leasewatch.monitor.PoolMonitoring;
import io.leasewatch.monitor.advice.SizeAdvice.Model;
import io.leasewatch.monitor.database.DatabaseStatus;
import io.leasewatch.monitor.export.Tags;
import io.leasewatch.monitor.leak.Ending;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakListener;
import io.leasewatch.monitor.pgbouncer.PgBouncerSnapshot;
import io.leasewatch.monitor.pgbouncer.PgBouncerStatus;
import io.leasewatch.monitor.pool.PoolListener;
import io.leasewatch.monitor.redis.RedisSnapshot;
import io.leasewatch.monitor.redis.RedisState;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.Severity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;
import org.eclipse.microprofile.metrics.annotation.RegistryScope;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the metrics of pools, from their first reading on, of PgBouncers, databases and Redis, and counts leaks.
 *
 * <p>The tag values are pools, PgBouncers, kinds, endings, channels and outcomes, so the number of series is bounded. Called only on the
 * thread of the heartbeat.
 */
@ApplicationScoped
public class MetricsPublisher implements LeakListener, PoolListener {

    private static final String NO_POOL = "none";

    @Inject
    @RegistryScope(scope = "leasewatch")
    private MetricRegistry metrics;

    @Inject
    private LeaseMonitoring leases;

    @Inject
    private LeakMonitoring leaks;

    @Inject
    private PoolMonitoring poolMonitoring;

    @Inject
    private Alerting alerting;

    @Inject
    private Exporting exporting;

    private boolean redisPublished;
    private boolean alertsPublished;
    private final Set<String> publishedPgBouncers = new HashSet<>();
    private final Set<String> published = new HashSet<>();
    private final Set<String> bounded = new HashSet<>();
    private final Set<String> guarded = new HashSet<>();
    private final Map<MetricID, Long> counted = new HashMap<>();

    @Override
    public void leaked(Leak leak) {
        leaks(leak.lease().pool().name(), leak.kind()).inc();
    }

    @Override
    public void ended(Leak leak, Ending ending) {
        resolved(ending).inc();
    }

    @Override
    public void read(List<PoolReading> readings) {
        poolMonitoring.backends().pgbouncers().statuses().stream()
                .map(PgBouncerStatus::name)
                .filter(publishedPgBouncers::add)
                .forEach(this::publish);
        publishRedis();
        Map<String, Pool> watched = leases.registry().pools();
        for (PoolReading reading : readings) {
            String name = reading.poolName();
            if (published.add(name)) {
                publish(reading);
            }
            Pool pool = watched.get(name);
            count(Names.TIMEOUTS, reading.timeouts(), new Tag(Names.OTEL_POOL, name));
            count(Names.NESTED, pool == null ? 0 : pool.nested(), new Tag(Tags.POOL, name));
            count(Names.EXHAUSTIONS, reading.exhaustions(), new Tag(Tags.POOL, name));
            if (reading.minCount() != null && bounded.add(name)) {
                gauge(Names.IDLE_MIN, name, known -> number(known.minCount()), new Tag(Names.OTEL_POOL, name));
            }
            if (pool != null) {
                time(pool);
            }
        }
        publishDatabases();
        publishAlerts();
        exporting
                .influx()
                .counts()
                .forEach((outcome, number) -> count(Names.PUSHES, number, new Tag(Tags.OUTCOME, outcome.word())));
        alerting.deliveries()
                .counts()
                .forEach((way, number) -> count(
                        Names.DELIVERIES,
                        number,
                        new Tag(Tags.CHANNEL, way.channel()),
                        new Tag(Tags.OUTCOME, way.outcome().word())));
    }

    private void publishAlerts() {
        if (alertsPublished) {
            return;
        }
        alertsPublished = true;
        for (Severity severity : Severity.values()) {
            metrics.gauge(
                    Names.ALERTS,
                    alerting.evaluator(),
                    desk -> desk.alerts().stream()
                            .filter(alert -> alert.isFiring() && alert.severity() == severity)
                            .count(),
                    new Tag(Tags.SEVERITY, severity.name().toLowerCase(Locale.ROOT)));
        }
    }

    private void publishDatabases() {
        for (DatabaseStatus database : poolMonitoring.databases().statuses()) {
            Tag pool = new Tag(Tags.POOL, database.name());
            if (guarded.add(database.name())) {
                guard(Names.DATABASE_UP, database.name(), status -> status.isReady() ? 1 : 0, pool);
                guard(
                        Names.DATABASE_PING,
                        database.name(),
                        status -> status.responseTime().toNanos() / 1e9,
                        pool);
            }
            count(Names.RECONNECTIONS, database.reconnections(), pool);
        }
    }

    private void guard(Metadata name, String database, ToDoubleFunction<DatabaseStatus> value, Tag tag) {
        metrics.gauge(
                name,
                this,
                publisher -> publisher.poolMonitoring.databases().statuses().stream()
                        .filter(status -> status.name().equals(database))
                        .mapToDouble(value)
                        .findFirst()
                        .orElse(Double.NaN),
                tag);
    }

    private void publish(String pgbouncer) {
        Tag tag = new Tag(Tags.PGBOUNCER, pgbouncer);
        metrics.gauge(Names.PGBOUNCER_UP, this, publisher -> publisher.ofAnswering(pgbouncer, snapshot -> 1, 0), tag);
        metrics.gauge(
                Names.PGBOUNCER_WAITING,
                this,
                publisher -> publisher.ofAnswering(pgbouncer, PgBouncerSnapshot::waitingClients, Double.NaN),
                tag);
        metrics.gauge(
                Names.PGBOUNCER_WAIT,
                this,
                publisher -> publisher.ofAnswering(
                        pgbouncer, snapshot -> snapshot.oldestWait().toNanos() / 1e9, Double.NaN),
                tag);
    }

    private double ofAnswering(String name, ToDoubleFunction<PgBouncerSnapshot> value, double otherwise) {
        return poolMonitoring
                .backends()
                .pgbouncers()
                .answering(name)
                .map(value::applyAsDouble)
                .orElse(otherwise);
    }

    /** Registers the metrics of Redis once a server is configured. Without one there is nothing that could be down. */
    private void publishRedis() {
        if (redisPublished || poolMonitoring.backends().redis().status().state() == RedisState.OFF) {
            return;
        }
        redisPublished = true;
        metrics.gauge(
                Names.REDIS_UP,
                this,
                publisher ->
                        publisher.poolMonitoring.backends().redis().status().state() == RedisState.UP ? 1 : 0);
        metrics.gauge(Names.REDIS_CLIENTS, this, publisher -> publisher.ofRedis(RedisSnapshot::connectedClients));
        metrics.gauge(Names.REDIS_OPS, this, publisher -> publisher.ofRedis(RedisSnapshot::opsPerSecond));
    }

    private double ofRedis(Function<RedisSnapshot, @Nullable Long> value) {
        RedisSnapshot answer = poolMonitoring.backends().redis().status().answer();
        Long number = answer == null ? null : value.apply(answer);
        return number == null ? Double.NaN : number;
    }

    /** Runs on the heartbeat, because updating a timer would take too long on the borrower's path. */
    private void time(Pool pool) {
        Tag name = new Tag(Names.OTEL_POOL, pool.name());
        Timer waits = metrics.timer(Names.WAIT_TIME, name);
        Timer uses = metrics.timer(Names.USE_TIME, name);
        poolMonitoring.pools().times().waitsSinceLastReading(pool, (time, count) -> update(waits, time, count));
        poolMonitoring.pools().times().holdsSinceLastReading(pool, (time, count) -> update(uses, time, count));
    }

    private static void update(Timer timer, Duration time, long count) {
        for (long i = 0; i < count; i++) {
            timer.update(time);
        }
    }

    private static double number(@Nullable Integer known) {
        return known == null ? Double.NaN : known;
    }

    private void publish(PoolReading first) {
        String pool = first.poolName();
        Tag otel = new Tag(Names.OTEL_POOL, pool);
        Tag own = new Tag(Tags.POOL, pool);
        gauge(Names.CONNECTIONS, pool, PoolReading::inUseCount, otel, new Tag(Names.OTEL_STATE, "used"));
        gauge(Names.CONNECTIONS, pool, PoolReading::idleCount, otel, new Tag(Names.OTEL_STATE, "idle"));
        gauge(Names.MAX, pool, reading -> number(reading.maxCount()), otel);
        gauge(Names.PENDING, pool, PoolReading::waiting, otel);
        gauge(Names.UTILIZATION, pool, PoolReading::utilization, own);
        metrics.gauge(Names.EXHAUSTION_ETA, this, publisher -> publisher.exhaustionEta(pool), own);
        for (Model model : Model.values()) {
            Tag by = new Tag(Tags.MODEL, model.name().toLowerCase(Locale.ROOT));
            metrics.gauge(Names.RECOMMENDED_SIZE, this, publisher -> publisher.size(pool, model), own, by);
        }
        gauge(Names.PEAK, pool, reading -> number(reading.recentPeakCount()), own);
        metrics.gauge(Names.OLDEST, this, publisher -> publisher.oldestAge(pool), own);
        metrics.gauge(Names.SUSPECTS, this, publisher -> publisher.suspects(pool), own);
        metrics.gauge(Names.CAPTURES, leases.registry(), LeaseRegistry::captures);
        // Registered from the start, so that the first leak is an increase and not a new series.
        Leak.KINDS.forEach(kind -> leaks(pool, kind));
        for (Ending ending : Ending.values()) {
            resolved(ending);
        }
    }

    private void gauge(Metadata name, String pool, ToDoubleFunction<PoolReading> value, Tag... tags) {
        metrics.gauge(
                name,
                this,
                publisher -> publisher
                        .poolMonitoring
                        .pools()
                        .reading(pool)
                        .map(value::applyAsDouble)
                        .orElse(Double.NaN),
                tags);
    }

    private Counter leaks(String pool, String kind) {
        return metrics.counter(
                Names.LEAKS, new Tag(Tags.POOL, pool.isEmpty() ? NO_POOL : pool), new Tag(Tags.KIND, kind));
    }

    private Counter resolved(Ending ending) {
        return metrics.counter(Names.RESOLVED, new Tag(Tags.OUTCOME, ending.outcome()));
    }

    private void count(Metadata name, long now, Tag... tags) {
        MetricID series = new MetricID(name.getName(), tags);
        long before = counted.getOrDefault(series, 0L);
        // After a reset, the source counts from zero again.
        metrics.counter(name, tags).inc(now < before ? now : now - before);
        counted.put(series, now);
    }

    private double oldestAge(String pool) {
        long now = leases.registry().ticker().nanos();
        return leases.registry().openLeases().stream()
                .filter(lease -> lease.pool().name().equals(pool))
                .map((Lease lease) -> lease.ageAt(now))
                .max(Duration::compareTo)
                .map(age -> age.toNanos() / 1e9)
                .orElse(0.0);
    }

    private double exhaustionEta(String pool) {
        return alerting.advisor()
                .advice(pool)
                .map(advice -> advice.forecast().exhaustedIn())
                .map(in -> in.toMillis() / 1e3)
                .orElse(Double.POSITIVE_INFINITY);
    }

    private double size(String pool, Model model) {
        return alerting.advisor()
                .advice(pool)
                .map(advice -> advice.size().models().get(model))
                .map(Integer::doubleValue)
                .orElse(Double.NaN);
    }

    private double suspects(String pool) {
        return leaks.ledger().open().stream()
                .filter(leak -> leak.lease().pool().name().equals(pool))
                .count();
    }
}
