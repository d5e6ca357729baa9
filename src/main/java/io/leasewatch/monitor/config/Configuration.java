package io.leasewatch.monitor.config;

import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.origin.PackageRules;
import io.leasewatch.core.request.RequestSettings;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.monitor.advice.AdviceSettings;
import io.leasewatch.monitor.alert.AlertSettings;
import io.leasewatch.monitor.channel.ChannelSettings;
import io.leasewatch.monitor.database.DatabaseSettings;
import io.leasewatch.monitor.diagnosis.HealthSettings;
import io.leasewatch.monitor.export.ExportSettings;
import io.leasewatch.monitor.export.InfluxSettings;
import io.leasewatch.monitor.export.MetricsSettings;
import io.leasewatch.monitor.history.HistorySettings;
import io.leasewatch.monitor.leak.HoldersSettings;
import io.leasewatch.monitor.leak.LeakSettings;
import io.leasewatch.monitor.leak.SiteSettings;
import io.leasewatch.monitor.liberty.ServerPlace;
import io.leasewatch.monitor.pgbouncer.PgBouncerSettings;
import io.leasewatch.monitor.pool.PoolSettings;
import io.leasewatch.monitor.postgres.PostgresSettings;
import io.leasewatch.monitor.query.QuerySettings;
import io.leasewatch.monitor.reclaim.ReclaimRules;
import io.leasewatch.monitor.reclaim.ReclaimSettings;
import io.leasewatch.monitor.redis.RedisSettings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All settings, read and checked together. Immutable.
 *
 * @param lease how leases are recorded
 * @param request how requests are tracked
 * @param leak when a lease is a leak
 * @param holders when a snapshot of the holders of a pool is taken
 * @param reclaim which connections are reclaimed
 * @param sites how many lines are counted separately
 * @param pool how pools are polled
 * @param queries which statements are slow
 * @param advice the targets of advice on pool sizes
 * @param pgbouncer which PgBouncers are polled
 * @param database which databases are guarded, and how
 * @param redis which Redis server is polled
 * @param alert how alerts are raised
 * @param channels where alerts are sent
 * @param health when the server is not ready
 * @param access limits for requests to the API
 * @param postgres which PostgreSQL is queried
 * @param history what the history keeps, and where
 * @param metrics the bounds of the metrics
 * @param influx which InfluxDB metrics are pushed to
 * @param export where exports are written
 */
public record Configuration(
        LeaseSettings lease,
        RequestSettings request,
        LeakSettings leak,
        HoldersSettings holders,
        ReclaimSettings reclaim,
        SiteSettings sites,
        PoolSettings pool,
        QuerySettings queries,
        AdviceSettings advice,
        PgBouncerSettings pgbouncer,
        DatabaseSettings database,
        RedisSettings redis,
        AlertSettings alert,
        ChannelSettings channels,
        HealthSettings health,
        AccessSettings access,
        PostgresSettings postgres,
        HistorySettings history,
        MetricsSettings metrics,
        InfluxSettings influx,
        ExportSettings export) {

    private static final Logger LOG = SafeLogger.of(Configuration.class);
    private static final String PREFIX = "leasewatch.";

    /** The key with which MicroProfile Config names its profile. */
    private static final String PROFILE = "mp.config.profile";

    /**
     * Reads every key.
     *
     * @throws ConfigurationException if a value is wrong; the message names the key, the rule and the value
     */
    public static Configuration from(ConfigurationSource config) {
        double warning = Keys.POOL_WARNING.in(config);
        double critical = Keys.POOL_CRITICAL.in(config);
        if (critical < warning) {
            throw new ConfigurationException(Keys.POOL_CRITICAL.name() + " must not be below "
                    + Keys.POOL_WARNING.name() + ", which is " + warning + ", was " + critical);
        }
        Duration firstRetry = Keys.DATABASE_FIRST_RETRY.in(config);
        Duration longestRetry = Keys.DATABASE_LONGEST_RETRY.in(config);
        if (longestRetry.compareTo(firstRetry) < 0) {
            throw new ConfigurationException(Keys.DATABASE_LONGEST_RETRY.name() + " must not be shorter than "
                    + Keys.DATABASE_FIRST_RETRY.name() + ", which is " + firstRetry + ", was " + longestRetry);
        }
        return new Configuration(
                new LeaseSettings(
                        Keys.ENABLED.in(config),
                        Keys.CAPTURE_MODE.in(config),
                        Keys.CAPTURE_SAMPLE.in(config),
                        Keys.CAPTURE_OVERRIDES.in(config),
                        Keys.HISTORY_SIZE.in(config),
                        packages(config)),
                new RequestSettings(Keys.REQUEST_SLOW_THRESHOLD.in(config), Keys.REQUEST_RESPONSE_HEADERS.in(config)),
                new LeakSettings(
                        Keys.LEAK_THRESHOLD.in(config),
                        Keys.LEAK_REPORT_EXECUTING.in(config),
                        Keys.LEAK_CHECK_INTERVAL.in(config),
                        Keys.LEAK_MEMORY.in(config),
                        Keys.LEAK_LOG_STACK.in(config),
                        Keys.LEAK_RESOLVED_AFTER.in(config),
                        Keys.LEAK_OVERRIDES.in(config),
                        Keys.MEANT.in(config)),
                new HoldersSettings(Keys.HOLDERS_AFTER.in(config)),
                new ReclaimSettings(
                        Keys.RECLAIM_MODE.in(config),
                        Keys.RECLAIM_AFTER.in(config),
                        Keys.RECLAIM_MOST_PER_MINUTE.in(config),
                        Keys.RECLAIM_OVERDUE.in(config),
                        new ReclaimRules(
                                Keys.RECLAIM_CANCEL_STATEMENTS.in(config),
                                Keys.RECLAIM_ROLLBACK_TRANSACTIONS.in(config))),
                new SiteSettings(Keys.SITES_SIZE.in(config)),
                new PoolSettings(
                        Keys.POOL_INTERVAL.in(config),
                        warning,
                        critical,
                        Keys.POOL_LOG_INTERVAL.in(config),
                        Keys.POOL_SUSTAINED_AFTER.in(config),
                        Keys.POOL_LONG_HOLD.in(config),
                        new HashSet<>(Keys.POOL_EXPECTED_FULL.in(config)),
                        Keys.STRANDED_AFTER.in(config),
                        Keys.SUMMARY_INTERVAL.in(config)),
                new QuerySettings(
                        Keys.SLOW_QUERIES_ENABLED.in(config),
                        Keys.SLOW_QUERIES_THRESHOLD.in(config),
                        Keys.SLOW_QUERIES_SIZE.in(config)),
                new AdviceSettings(
                        Keys.ADVICE_WAIT.in(config),
                        Keys.ADVICE_THREADS.in(config),
                        Keys.ADVICE_DATABASE_CONNECTIONS.in(config),
                        Keys.ADVICE_DATABASE_CORES.in(config),
                        Keys.ADVICE_DATABASE_SPINDLES.in(config)),
                new PgBouncerSettings(
                        Keys.PGBOUNCER_URL.in(config),
                        Keys.PGBOUNCER_USER.in(config),
                        Keys.PGBOUNCER_PASSWORD.in(config),
                        Keys.PGBOUNCER_TIMEOUT.in(config),
                        Keys.PGBOUNCER_INTERVAL.in(config)),
                new DatabaseSettings(
                        Keys.DATABASE_GUARDED.in(config),
                        Keys.DATABASE_PING_INTERVAL.in(config),
                        Keys.DATABASE_PING_TIMEOUT.in(config),
                        Keys.DATABASE_START_ATTEMPTS.in(config),
                        firstRetry,
                        longestRetry,
                        Keys.DATABASE_WARM_UP.in(config),
                        Keys.DATABASE_TEST_ON_BORROW.in(config),
                        Keys.DATABASE_BREAKER.in(config),
                        Keys.DATABASE_DRAIN.in(config)),
                new RedisSettings(
                        Keys.REDIS_URL.in(config),
                        Keys.REDIS_USER.in(config),
                        Keys.REDIS_PASSWORD.in(config),
                        Keys.REDIS_TIMEOUT.in(config),
                        Keys.REDIS_INTERVAL.in(config)),
                new AlertSettings(
                        Keys.ALERTS_COOLDOWN.in(config),
                        Keys.ALERTS_SIZE.in(config),
                        Keys.ALERTS_CRITICAL_LEAKS.in(config),
                        Keys.ALERTS_RULES.in(config)),
                new ChannelSettings(
                        Keys.ALERTS_WEBHOOK_URL.in(config).orElse(null),
                        Keys.ALERTS_WEBHOOK_SECRET.in(config),
                        Keys.ALERTS_SLACK_URL.in(config).orElse(null),
                        Keys.ALERTS_ALERTMANAGER_URL.in(config).orElse(null),
                        Keys.ALERTS_ALERTMANAGER_INTERVAL.in(config),
                        Keys.ALERTS_LINK.in(config).orElse(null),
                        Keys.ALERTS_SOURCE.in(config),
                        Keys.ALERTS_PRIVATE_ADDRESSES.in(config)),
                new HealthSettings(
                        Keys.HEALTH_LEAKS.in(config),
                        Keys.HEALTH_MOST_OPEN_LEAKS.in(config),
                        Keys.HEALTH_EXHAUSTION.in(config),
                        Keys.HEALTH_EXHAUSTION_AFTER.in(config),
                        Keys.HEALTH_DATABASE.in(config)),
                new AccessSettings(
                        Keys.READYZ_ALLOWED.in(config),
                        isDevOrTest(config),
                        Keys.API_OPERATIONS_PER_MINUTE.in(config),
                        Keys.API_FAILED_LOGINS_PER_MINUTE.in(config),
                        Keys.API_LARGEST_BODY.in(config)),
                new PostgresSettings(
                        Keys.POSTGRES_DATA_SOURCES.in(config),
                        Keys.POSTGRES_URL.in(config),
                        Keys.POSTGRES_USER.in(config),
                        Keys.POSTGRES_PASSWORD.in(config),
                        Keys.POSTGRES_TIMEOUT.in(config),
                        Keys.POSTGRES_INTERVAL.in(config)),
                new HistorySettings(
                        Keys.HISTORY_ENABLED.in(config),
                        Keys.HISTORY_INTERVAL.in(config),
                        Keys.HISTORY_KEEP.in(config),
                        Keys.HISTORY_MOST_SAMPLES.in(config),
                        Keys.HISTORY_MOST_EVENTS.in(config),
                        Keys.HISTORY_DATA_SOURCE.in(config),
                        Keys.HISTORY_DIRECTORY.in(config),
                        instance(config)),
                new MetricsSettings(Keys.METRICS_MOST_POOLS.in(config), Keys.METRICS_MOST_SERVICES.in(config)),
                influx(config),
                new ExportSettings(Keys.EXPORT_DIRECTORY.in(config)));
    }

    private static PackageRules packages(ConfigurationSource config) {
        List<String> application = Keys.APPLICATION_PACKAGES.in(config);
        List<String> ignored = Keys.IGNORED_PACKAGES.in(config);
        application.stream().filter(ignored::contains).findFirst().ifPresent(both -> {
            throw new ConfigurationException(Keys.APPLICATION_PACKAGES.name() + " must not name a prefix that "
                    + Keys.IGNORED_PACKAGES.name() + " names too, was " + both);
        });
        return new PackageRules(application, ignored);
    }

    private static String instance(ConfigurationSource config) {
        String configured = Keys.HISTORY_INSTANCE.in(config).strip();
        return configured.isEmpty() ? ServerPlace.name() + "@" + HostName.get() : configured;
    }

    private static InfluxSettings influx(ConfigurationSource config) {
        return new InfluxSettings(
                Keys.INFLUX_URL.in(config).orElse(null),
                Keys.INFLUX_BUCKET.in(config),
                Keys.INFLUX_ORG.in(config),
                Keys.INFLUX_TOKEN.in(config),
                Keys.INFLUX_DATABASE.in(config),
                Keys.INFLUX_USER.in(config),
                Keys.INFLUX_PASSWORD.in(config),
                Keys.INFLUX_INTERVAL.in(config),
                instance(config));
    }

    private static boolean isDevOrTest(ConfigurationSource config) {
        String profile = config.value(PROFILE).orElse("");
        return profile.equals("dev") || profile.equals("test");
    }

    /** Logs a warning for each unknown key, because a misspelled key would otherwise be ignored without notice. */
    static void warnOfUnknownKeys(ConfigurationSource config) {
        Set<String> known = Keys.ALL.stream().map(key -> asVariable(key.name())).collect(Collectors.toSet());
        Set<String> sections = Keys.ALL.stream().map(key -> section(key.name())).collect(Collectors.toSet());
        for (String name : config.names()) {
            if (sections.contains(section(name)) && !known.contains(asVariable(name))) {
                String near = Keys.ALL.stream()
                        .map(Key::name)
                        .filter(key -> section(key).equals(section(name)))
                        .collect(Collectors.joining(", "));
                LOG.log(
                        Level.WARNING,
                        "LSW5002W: Unknown setting {0}; it is ignored. Known settings of this section: {1}.",
                        name,
                        near);
            }
        }
    }

    /** {@code leasewatch.leak.} for {@code leasewatch.leak.threshold}; the name itself if it has no section. */
    private static String section(String name) {
        int end = name.indexOf('.', PREFIX.length());
        return name.startsWith(PREFIX) && end > 0 ? name.substring(0, end + 1) : name;
    }

    /** The name of the environment variable for a key. Dots and hyphens both become underscores. */
    private static String asVariable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
