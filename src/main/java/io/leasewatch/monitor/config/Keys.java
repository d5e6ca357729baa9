package io.leasewatch.monitor.config;

import io.leasewatch.core.site.CaptureMode;
import io.leasewatch.core.site.CaptureOverride;
import io.leasewatch.monitor.alert.RuleSettings;
import io.leasewatch.monitor.config.Key.Change;
import io.leasewatch.monitor.export.ExportSettings;
import io.leasewatch.monitor.export.MetricsSettings;
import io.leasewatch.monitor.leak.LeakOverride;
import io.leasewatch.monitor.leak.LogStack;
import io.leasewatch.monitor.leak.MeantLine;
import io.leasewatch.monitor.pgbouncer.PgBouncerAddress;
import io.leasewatch.monitor.reclaim.ReclaimMode;
import io.leasewatch.monitor.redis.RedisAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The declarations of all settings. A test compares them with {@code docs/configuration.md}. */
final class Keys {

    /** Filled by the declarations below, in their order. */
    private static final List<Key<?>> DECLARED = new ArrayList<>();

    /** Every key, in the order of {@code docs/configuration.md}. */
    static final List<Key<?>> ALL = Collections.unmodifiableList(DECLARED);

    static final Key<Boolean> ENABLED = key(
            "leasewatch.enabled",
            "true",
            Rule.trueOrFalse(),
            "Whether leases are recorded. Pools are polled in either case.");

    static final Key<CaptureMode> CAPTURE_MODE = key(
            "leasewatch.capture.mode",
            "site",
            Rule.oneOf(CaptureMode.class),
            "How much of the stack is kept for each lease: the line of the application that took the connection"
                    + " (`site`), that line and the whole stack (`full`), the line of a random sample of the leases"
                    + " (`sampled`), or nothing (`off`). If a line leaked in the last ten minutes, its leases keep"
                    + " the whole stack in the modes `site` and `sampled` too. While a pool is at or above"
                    + " `leasewatch.pool.warning`, its leases get the next level of detail: `site` instead of"
                    + " `sampled`, `full` instead of `site`.");
    static final Key<Integer> CAPTURE_SAMPLE = key(
            "leasewatch.capture.sample",
            "128",
            Rule.between(1, 1_000_000),
            "In the mode `sampled`, one of this many leases gets its line from the stack. Lines that the agent"
                    + " records at call sites cost nothing and are always kept.");
    static final Key<List<CaptureOverride>> CAPTURE_OVERRIDES = key(
            "leasewatch.capture.overrides",
            "",
            Rule.listOrNothing("capture modes such as pool:jdbc/batch=off", CaptureOverride::parse),
            "Capture modes for single services (`service:`) or pools (`pool:`). The values are those of"
                    + " `leasewatch.capture.mode`. A service takes precedence over a pool.");

    static final Key<List<String>> APPLICATION_PACKAGES = key(
            "leasewatch.capture.application-packages",
            "",
            Rule.classNamePrefixes(),
            "Prefixes of class names that belong to an application although they look like a library's or the"
                    + " server's. If a class also matches `leasewatch.capture.ignored-packages`, the longer prefix"
                    + " wins.");

    static final Key<List<String>> IGNORED_PACKAGES = key(
            "leasewatch.capture.ignored-packages",
            "",
            Rule.classNamePrefixes(),
            "Prefixes of class names that are never reported as the application's line. The JDK, the server and"
                    + " well-known libraries are ignored already; see"
                    + " [the line of a lease](detection.md#the-line-of-a-lease).");

    static final Key<Integer> HISTORY_SIZE = key(
            "leasewatch.history.size",
            "1000",
            Rule.between(0, 100_000),
            "The maximum number of closed leases that are kept.");
    static final Key<Boolean> HISTORY_ENABLED = key(
            "leasewatch.history.enabled",
            "true",
            Rule.trueOrFalse(),
            "Whether samples of pools and services, leaks, alerts, snapshots of who held a pool, and actions of"
                    + " admins are kept across restarts; see [history.md](history.md).");
    static final Key<Duration> HISTORY_INTERVAL = key(
            "leasewatch.history.interval",
            "PT30S",
            Rule.between(Duration.ofSeconds(1), Duration.ofHours(1)),
            "How often a sample is taken. The sample and the events since the previous one are written together.");
    static final Key<Duration> HISTORY_KEEP = key(
            "leasewatch.history.keep",
            "PT24H",
            Rule.between(Duration.ofMinutes(1), Duration.ofDays(366)),
            "How long samples and events are kept.");
    static final Key<Integer> HISTORY_MOST_SAMPLES = key(
            "leasewatch.history.most-samples",
            "250000",
            Rule.between(1, 10_000_000),
            "The maximum number of samples of pools that this server keeps, and the maximum number of samples of"
                    + " services. Each pool counts: a reading of twenty pools is twenty samples. The oldest are"
                    + " deleted first.");
    static final Key<Integer> HISTORY_MOST_EVENTS = key(
            "leasewatch.history.most-events",
            "10000",
            Rule.between(1, 1_000_000),
            "The maximum number of events, such as leaks and alerts, that this server keeps. The oldest are deleted"
                    + " first.");
    static final Key<String> HISTORY_DATA_SOURCE = key(
            Change.AT_START,
            "leasewatch.history.data-source",
            "",
            Rule.jndiNameOrNothing(),
            "The data source of the database that stores the history, PostgreSQL or H2. Several servers may share it."
                    + " If empty, the history is in a local file.");
    static final Key<String> HISTORY_DIRECTORY = key(
            Change.AT_START,
            "leasewatch.history.directory",
            "leasewatch",
            Rule.text(1000),
            "The directory of that file, relative to the server's output directory (`${server.output.dir}`). It is"
                    + " created if it does not exist.");
    static final Key<String> HISTORY_INSTANCE = key(
            Change.AT_START,
            "leasewatch.history.instance",
            "",
            Rule.text(200),
            "This server's name in the history and in exports. It distinguishes servers that share a database. If"
                    + " empty, it is the server's name, `@`, and the host's name.");

    static final Key<Duration> LEAK_THRESHOLD = key(
            "leasewatch.leak.threshold",
            "PT30S",
            Rule.longerThanZero(),
            "How long a lease may be held before it is overdue, unless its operation has a threshold of its own.");
    static final Key<Boolean> LEAK_REPORT_EXECUTING = key(
            "leasewatch.leak.report-executing",
            "false",
            Rule.trueOrFalse(),
            "Whether an overdue lease is reported while it executes a statement. Such a lease is slow, not leaked.");
    static final Key<Duration> LEAK_CHECK_INTERVAL = key(
            "leasewatch.leak.check-interval",
            "PT10S",
            Rule.longerThanZero(),
            "How often overdue leases are searched for. The timer runs once a second, so shorter intervals have no"
                    + " effect. Certain leaks are found within a second, whatever the value.");
    static final Key<Integer> LEAK_MEMORY = key(
            Change.AT_START,
            "leasewatch.leak.memory",
            "1000",
            Rule.between(1, 100_000),
            "The maximum number of ended leaks that are kept. Open leaks are always kept.");
    static final Key<LogStack> LEAK_LOG_STACK = key(
            "leasewatch.leak.log-stack",
            "application",
            Rule.oneOf(LogStack.class),
            "Which part of the stack that took a leaked connection follows `LSW3001W` in the log, once per line: nothing"
                    + " (`never`), the frames of the application if the leak is certain (`application`), or all frames,"
                    + " for suspicions too (`all`). The first leak of a line has no stack unless"
                    + " `leasewatch.capture.mode` is `full`.");

    static final Key<Duration> LEAK_RESOLVED_AFTER = key(
            "leasewatch.leak.resolved-after",
            "PT168H",
            Rule.longerThanZero(),
            "After which time without a leak of a line the leaks of that line count as resolved. A leak that is found"
                    + " there later has regressed.");

    static final Key<Duration> HOLDERS_AFTER = key(
            "leasewatch.holders.after",
            "PT1S",
            Rule.longerThanZero(),
            "How long threads must have waited for a connection of a pool before a snapshot of its holders is taken."
                    + " When an acquisition times out, a snapshot is taken in any case.");

    static final Key<List<LeakOverride>> LEAK_OVERRIDES = key(
            "leasewatch.leak.overrides",
            "",
            Rule.listOrNothing("thresholds such as pool:jdbc/reports=PT5M", LeakOverride::parse),
            "Thresholds for single lines (`site:`), services (`service:`) or pools (`pool:`): how long their leases"
                    + " may be held before they are overdue, or `never`. If several match, a line takes precedence"
                    + " over a service, and a service over a pool. All take precedence over annotations.");

    static final Key<List<MeantLine>> MEANT = key(
            "leasewatch.meant",
            "",
            Rule.listOrNothing(
                    "methods such as io.example.Poller.run, with an optional reason: io.example.Poller.run=polls",
                    MeantLine::parse),
            "Code that holds connections intentionally, as methods (`Poller.run`, with or without the package) or lines"
                    + " (`Poller.java:41`). Its leases are never reported as leaks. A line stands for its method, so"
                    + " that it is kept when lines move. After `=`, a reason can follow. See"
                    + " [Intentional holds](detection.md#intentional-holds).");

    static final Key<ReclaimMode> RECLAIM_MODE = key(
            "leasewatch.reclaim.mode",
            "off",
            Rule.oneOf(ReclaimMode.class),
            "Whether leaked connections are closed: `off`, `dry-run` (only logs what it would close) or `on`.");
    static final Key<Duration> RECLAIM_AFTER = key(
            "leasewatch.reclaim.after",
            "PT30S",
            Rule.notNegative(),
            "How long after a leak was found, and after its connection was last used, the connection is closed.");
    static final Key<Integer> RECLAIM_MOST_PER_MINUTE = key(
            "leasewatch.reclaim.most-per-minute",
            "10",
            Rule.between(1, 10_000),
            "The maximum number of reclaim actions per minute: connections closed, statements cancelled, and"
                    + " transactions marked for rollback.");
    static final Key<Boolean> RECLAIM_OVERDUE = key(
            "leasewatch.reclaim.overdue",
            "false",
            Rule.trueOrFalse(),
            "Whether connections of overdue leases are closed too. An overdue lease is only suspected to be a leak.");
    static final Key<Boolean> RECLAIM_CANCEL_STATEMENTS = key(
            "leasewatch.reclaim.cancel-statements",
            "false",
            Rule.trueOrFalse(),
            "Whether the statement that a leaked connection executes is cancelled, so that the connection can be"
                    + " closed later. If not, the connection is left alone while the statement runs.");
    static final Key<Boolean> RECLAIM_ROLLBACK_TRANSACTIONS = key(
            "leasewatch.reclaim.rollback-transactions",
            "false",
            Rule.trueOrFalse(),
            "Whether the JTA transaction that a leaked connection takes part in is marked for rollback. If not, the"
                    + " connection is left alone until the transaction ends.");

    static final Key<Integer> SITES_SIZE = key(
            "leasewatch.sites.size",
            "1000",
            Rule.between(1, 100_000),
            "The maximum number of lines that are counted separately; each takes about 3 KB. Further lines are"
                    + " counted together.");

    static final Key<Duration> REQUEST_SLOW_THRESHOLD = key(
            "leasewatch.request.slow-threshold",
            "PT5S",
            Rule.longerThanZero(),
            "How long a request may take before it is recorded and logged as slow. Of an asynchronous request, such as a long"
                    + " poll, only the time counts in which threads work for it. Event streams and WebSockets are never"
                    + " slow.");
    static final Key<Boolean> REQUEST_RESPONSE_HEADERS = key(
            "leasewatch.request.response-headers",
            "false",
            Rule.trueOrFalse(),
            "Whether responses have the headers `X-Connection-Id` and `X-Active-Connections`. `true` in the profile"
                    + " `dev`.");

    static final Key<Duration> POOL_INTERVAL =
            key("leasewatch.pool.interval", "PT1S", Rule.longerThanZero(), "How often pools are polled.");
    static final Key<Double> POOL_WARNING = key(
            "leasewatch.pool.warning",
            "0.80",
            Rule.ratio(),
            "A pool at or above this share of its maximum raises a warning, and its log lines are warnings.");
    static final Key<Double> POOL_CRITICAL = key(
            "leasewatch.pool.critical",
            "0.95",
            Rule.ratio(),
            "A pool at or above this share of its maximum raises a critical alert. Not below"
                    + " `leasewatch.pool.warning`.");
    static final Key<Duration> POOL_LOG_INTERVAL =
            key("leasewatch.pool.log-interval", "PT30S", Rule.longerThanZero(), "How often a line per pool is logged.");

    static final Key<Boolean> SLOW_QUERIES_ENABLED = key(
            "leasewatch.slow-queries.enabled",
            "false",
            Rule.trueOrFalse(),
            "Whether slow statements are recorded, without their literals, and logged.");
    static final Key<Duration> SLOW_QUERIES_THRESHOLD = key(
            "leasewatch.slow-queries.threshold",
            "PT1S",
            Rule.longerThanZero(),
            "A statement that takes at least this long is slow.");
    static final Key<Integer> SLOW_QUERIES_SIZE = key(
            "leasewatch.slow-queries.size",
            "200",
            Rule.between(1, 10_000),
            "The maximum number of slow statements that are counted separately; each takes about 10 KB. Further"
                    + " statements are counted together.");

    static final Key<Duration> ADVICE_WAIT = key(
            "leasewatch.advice.wait",
            "PT0.01S",
            Rule.longerThanZero(),
            "The target for advice on pool sizes: 95 % of acquisitions should wait no longer than this.");
    static final Key<Integer> ADVICE_THREADS = key(
            "leasewatch.advice.threads",
            "0",
            Rule.between(0, 10_000),
            "The maximum number of threads of this server that need a connection at the same time, such as the size"
                    + " of its executor. 0 if unknown. If it is known, the recommended sizes are smaller.");
    static final Key<Integer> ADVICE_DATABASE_CONNECTIONS = key(
            "leasewatch.advice.database-connections",
            "0",
            Rule.between(0, 100_000),
            "The number of connections that all pools of this server together may open to the database: its"
                    + " `max_connections`, minus reserved connections and those of other servers. 0 if unknown.");
    static final Key<Integer> ADVICE_DATABASE_CORES = key(
            "leasewatch.advice.database-cores",
            "0",
            Rule.between(0, 10_000),
            "The number of cores of the database's machine. 0 if unknown.");
    static final Key<Integer> ADVICE_DATABASE_SPINDLES = key(
            "leasewatch.advice.database-spindles",
            "1",
            Rule.between(0, 10_000),
            "The number of spinning disks of the database's machine.");

    static final Key<Duration> POOL_SUSTAINED_AFTER = key(
            "leasewatch.pool.sustained-after",
            "PT5M",
            Rule.longerThanZero(),
            "How long a pool must stay at or above `leasewatch.pool.warning` without a break before it raises an"
                    + " alert of its own.");
    static final Key<Duration> POOL_LONG_HOLD = key(
            "leasewatch.pool.long-hold",
            "PT1S",
            Rule.notNegative(),
            "Connections that were held longer than this are counted per pool (`longHolds`). They are not leaks.");
    static final Key<List<String>> POOL_EXPECTED_FULL = key(
            "leasewatch.pool.expected-full",
            "",
            Rule.listOrNothing("pools such as jdbc/listener", Rule::named),
            "Pools that are expected to be full, such as those of listeners. Such a pool raises no alert for being"
                    + " full, but it does when threads wait.");

    static final Key<Duration> STRANDED_AFTER = key(
            "leasewatch.stranded.after",
            "PT10S",
            Rule.longerThanZero(),
            "A connection that its pool counts as in use is stranded if it has had no handle and no unit of work for"
                    + " this long.");

    static final Key<Duration> SUMMARY_INTERVAL = key(
            "leasewatch.summary.interval",
            "PT1M",
            Rule.longerThanZero(),
            "How often a summary line about all pools is logged.");

    static final Key<List<PgBouncerAddress>> PGBOUNCER_URL = key(
            Change.SENDS_PASSWORD,
            "leasewatch.pgbouncer.url",
            "",
            Rule.listOrNothing(
                    "console URLs without user and password such as jdbc:postgresql://localhost:6432/pgbouncer",
                    PgBouncerAddress::parse),
            "The URLs of the admin consoles of PgBouncers; see [pgbouncer.md](pgbouncer.md). If empty, no PgBouncer"
                    + " is polled. Cannot be changed through the API.");
    static final Key<String> PGBOUNCER_USER = key(
            Change.SENDS_PASSWORD,
            "leasewatch.pgbouncer.user",
            "",
            Rule.text(200),
            "The user for the consoles, one of PgBouncer's `stats_users`. Cannot be changed through the API.");
    static final Key<String> PGBOUNCER_PASSWORD = secret(
            Change.SENDS_PASSWORD,
            "leasewatch.pgbouncer.password",
            "",
            Rule.text(1000),
            "The password of that user. Never shown. Cannot be changed through the API.");
    static final Key<Duration> PGBOUNCER_TIMEOUT = key(
            "leasewatch.pgbouncer.timeout",
            "PT2S",
            Rule.longerThanZero(),
            "How long to wait for a connection to a PgBouncer, and for each answer. A PgBouncer that takes longer is"
                    + " reported as hung.");
    static final Key<Duration> PGBOUNCER_INTERVAL = key(
            "leasewatch.pgbouncer.interval",
            "PT5S",
            Rule.longerThanZero(),
            "How often PgBouncers are polled. After failures the interval grows to half a minute.");

    static final Key<List<String>> DATABASE_GUARDED = key(
            Change.AT_START,
            "leasewatch.database.guarded",
            "",
            Rule.listOrNothing("JNDI names of data sources", Keys::name),
            "The data sources that this server needs. Each is probed, and the server is not ready while one is down."
                    + " See [database-guard.md](database-guard.md). Read at start only.");
    static final Key<Duration> DATABASE_PING_INTERVAL = key(
            "leasewatch.database.ping-interval",
            "PT2S",
            Rule.longerThanZero(),
            "How often a guarded database is probed. After a failure it is probed every second, or more often if the"
                    + " interval is shorter.");
    static final Key<Duration> DATABASE_PING_TIMEOUT = key(
            "leasewatch.database.ping-timeout",
            "PT1S",
            Rule.longerThanZero(),
            "How long a probe may take. A database is down after two probes in a row fail, or when a probe has no"
                    + " answer after twice this time.");
    static final Key<Integer> DATABASE_START_ATTEMPTS = key(
            Change.AT_START,
            "leasewatch.database.start-attempts",
            "5",
            Rule.between(1, 100),
            "How many times a guarded database is tried at start. After that the server starts without it and is not"
                    + " ready.");
    static final Key<Duration> DATABASE_FIRST_RETRY = key(
            "leasewatch.database.first-retry",
            "PT1S",
            Rule.longerThanZero(),
            "The pause after the first attempt. It doubles after each further attempt.");
    static final Key<Duration> DATABASE_LONGEST_RETRY = key(
            "leasewatch.database.longest-retry",
            "PT30S",
            Rule.longerThanZero(),
            "The longest pause between two attempts. Not shorter than `leasewatch.database.first-retry`.");
    static final Key<Integer> DATABASE_WARM_UP = key(
            "leasewatch.database.warm-up",
            "0",
            Rule.between(0, 1000),
            "How many connections of each guarded pool are opened before the server is ready.");
    static final Key<Boolean> DATABASE_TEST_ON_BORROW = key(
            "leasewatch.database.test-on-borrow",
            "false",
            Rule.trueOrFalse(),
            "Whether each connection of a guarded and wrapped pool is tested before it is handed out, and replaced if"
                    + " it is dead. Costs one round trip to the database per acquisition.");
    static final Key<Boolean> DATABASE_BREAKER = key(
            "leasewatch.database.breaker",
            "false",
            Rule.trueOrFalse(),
            "Whether a guarded and wrapped pool fails acquisitions at once while its database is down, with an"
                    + " `SQLTransientConnectionException`.");
    static final Key<Duration> DATABASE_DRAIN = key(
            "leasewatch.database.drain",
            "PT10S",
            Rule.notNegative(),
            "How long a stopping server waits for the connections of guarded databases to be returned. `PT1S` in the"
                    + " profile `dev`.");

    static final Key<Optional<RedisAddress>> REDIS_URL = key(
            Change.SENDS_PASSWORD,
            "leasewatch.redis.url",
            "",
            Rule.orNothing(
                    "a URL such as redis://localhost:6379 (rediss: for TLS) without user, password, database,"
                            + " parameters",
                    RedisAddress::parse),
            "The URL of a Redis server. If empty, none is polled. Cannot be changed through the API.");
    static final Key<String> REDIS_USER = secret(
            Change.SENDS_PASSWORD,
            "leasewatch.redis.user",
            "",
            Rule.text(200),
            "The Redis user; empty for the default user. Never shown. Cannot be changed through the API.");
    static final Key<String> REDIS_PASSWORD = secret(
            Change.SENDS_PASSWORD,
            "leasewatch.redis.password",
            "",
            Rule.text(1000),
            "The password of that user. Never shown. Cannot be changed through the API.");
    static final Key<Duration> REDIS_TIMEOUT = key(
            "leasewatch.redis.timeout",
            "PT2S",
            Rule.longerThanZero(),
            "How long to wait for a connection to Redis, and for each answer. A Redis server that takes longer is"
                    + " reported as hung.");
    static final Key<Duration> REDIS_INTERVAL = key(
            "leasewatch.redis.interval",
            "PT5S",
            Rule.longerThanZero(),
            "How often Redis is polled. After failures the interval grows to half a minute.");

    static final Key<Integer> ALERTS_SIZE = key(
            "leasewatch.alerts.size", "100", Rule.between(1, 10_000), "The maximum number of alerts that are kept.");
    static final Key<Duration> ALERTS_COOLDOWN = key(
            "leasewatch.alerts.cooldown",
            "PT5M",
            Rule.notNegative(),
            "How long no further notification is sent for the same rule and pool, unless the severity has risen.");
    static final Key<Integer> ALERTS_CRITICAL_LEAKS = key(
            "leasewatch.alerts.critical-leaks",
            "6",
            Rule.between(1, 100_000),
            "The number of open leaks, of all pools together, from which alerts of leaks are critical. Fewer raise a warning.");
    static final Key<List<RuleSettings>> ALERTS_RULES = key(
            "leasewatch.alerts.rules",
            "",
            Rule.alertRules(),
            "Your own alert rules, and changes to the built-in ones; see [alerts.md](alerts.md).");
    static final Key<String> ALERTS_SOURCE = key(
            "leasewatch.alerts.source",
            "",
            Rule.hostName(),
            "This server's name in alerts that are sent. If empty, the host's name.");
    static final Key<Optional<URI>> ALERTS_LINK = key(
            "leasewatch.alerts.link",
            "",
            Rule.httpUrl("https://app.example.com/leasewatch"),
            "The address of this monitor for people. Alerts that are sent link to it.");
    static final Key<Optional<URI>> ALERTS_WEBHOOK_URL = secret(
            "leasewatch.alerts.webhook.url",
            "",
            Rule.httpUrl("https://example.com/alerts"),
            "The URL that alerts are posted to as CloudEvents. Never shown.");
    static final Key<String> ALERTS_WEBHOOK_SECRET = secret(
            "leasewatch.alerts.webhook.secret",
            "",
            Rule.secret(16, 1_000),
            "The key that signs these posts. If empty, they are not signed. Never shown.");
    static final Key<Optional<URI>> ALERTS_SLACK_URL = secret(
            "leasewatch.alerts.slack.url",
            "",
            Rule.httpUrl("https://hooks.slack.com/services/T/B/X"),
            "The incoming webhook of Slack that alerts are posted to. Never shown.");
    static final Key<Optional<URI>> ALERTS_ALERTMANAGER_URL = key(
            Change.CALLS_INTERNAL_ADDRESSES,
            "leasewatch.alerts.alertmanager.url",
            "",
            Rule.httpUrl("http://alertmanager.example.com:9093"),
            "The Alertmanager that alerts are posted to, without `/api/v2/alerts`. Cannot be changed through the API.");
    static final Key<Duration> ALERTS_ALERTMANAGER_INTERVAL = key(
            "leasewatch.alerts.alertmanager.interval",
            "PT30S",
            Rule.between(Duration.ofSeconds(1), Duration.ofHours(1)),
            "How often firing alerts are posted to the Alertmanager again. It resolves an alert that was not posted"
                    + " for four intervals.");
    static final Key<Boolean> ALERTS_PRIVATE_ADDRESSES = key(
            Change.CALLS_INTERNAL_ADDRESSES,
            "leasewatch.alerts.private-addresses",
            "false",
            Rule.trueOrFalse(),
            "Whether the webhook and Slack may have addresses that are not public, such as those of your own network."
                    + " Cannot be changed through the API.");

    static final Key<Integer> METRICS_MOST_POOLS = key(
            "leasewatch.metrics.most-pools",
            Integer.toString(MetricsSettings.DEFAULT.mostPools()),
            Rule.between(1, 10_000),
            "The maximum number of pools with series of their own in the metrics. The others are combined as `other`; see"
                    + " [exports.md](exports.md).");
    static final Key<Integer> METRICS_MOST_SERVICES = key(
            "leasewatch.metrics.most-services",
            Integer.toString(MetricsSettings.DEFAULT.mostServices()),
            Rule.between(1, 500),
            "The maximum number of services with series of their own in the metrics. The others are combined as `other`.");

    static final Key<Optional<URI>> INFLUX_URL = key(
            Change.SENDS_PASSWORD,
            "leasewatch.influx.url",
            "",
            Rule.httpUrl("http://influxdb.example.com:8086"),
            "The InfluxDB, or another server that accepts its line protocol, that metrics are pushed to, without"
                    + " `/write` or `/api/v2/write`; see [exports.md](exports.md). Cannot be changed through the"
                    + " API.");
    static final Key<String> INFLUX_BUCKET = key(
            "leasewatch.influx.bucket",
            "",
            Rule.text(200),
            "The bucket that metrics are written to, with version 2 of InfluxDB's API. If empty, version 1 is used.");
    static final Key<String> INFLUX_ORG =
            key("leasewatch.influx.org", "", Rule.text(200), "The organization that the bucket belongs to.");
    static final Key<String> INFLUX_TOKEN = secret(
            Change.SENDS_PASSWORD,
            "leasewatch.influx.token",
            "",
            Rule.printable(1_000),
            "The token with write access to the bucket. Never shown. Cannot be changed through the API.");
    static final Key<String> INFLUX_DATABASE = key(
            "leasewatch.influx.database",
            "leasewatch",
            Rule.text(200),
            "The database that metrics are written to, with version 1 of InfluxDB's API.");
    static final Key<String> INFLUX_USER = key(
            Change.SENDS_PASSWORD,
            "leasewatch.influx.user",
            "",
            Rule.text(200),
            "The user with write access to the database. Cannot be changed through the API.");
    static final Key<String> INFLUX_PASSWORD = secret(
            Change.SENDS_PASSWORD,
            "leasewatch.influx.password",
            "",
            Rule.text(1_000),
            "The password of that user. Never shown. Cannot be changed through the API.");
    static final Key<Duration> INFLUX_INTERVAL = key(
            "leasewatch.influx.interval",
            "PT10S",
            Rule.between(Duration.ofSeconds(1), Duration.ofHours(1)),
            "How often metrics are pushed.");

    static final Key<Boolean> HEALTH_LEAKS = key(
            "leasewatch.health.check-leaks", "true", Rule.trueOrFalse(), "Whether open leaks can make readiness DOWN.");
    static final Key<Integer> HEALTH_MOST_OPEN_LEAKS = key(
            "leasewatch.health.most-open-leaks",
            "3",
            Rule.between(0, 100_000),
            "Readiness is DOWN if there are more open leaks than this.");
    static final Key<Boolean> HEALTH_EXHAUSTION = key(
            "leasewatch.health.check-exhaustion",
            "true",
            Rule.trueOrFalse(),
            "Whether an exhausted pool can make readiness DOWN.");
    static final Key<Duration> HEALTH_EXHAUSTION_AFTER = key(
            "leasewatch.health.exhaustion-after",
            "PT30S",
            Rule.notNegative(),
            "How long a pool must be full, with threads waiting, before readiness is DOWN.");
    static final Key<Boolean> HEALTH_DATABASE = key(
            "leasewatch.health.check-database",
            "true",
            Rule.trueOrFalse(),
            "Whether a guarded database that is not up can make readiness DOWN.");

    static final Key<List<AddressRange>> READYZ_ALLOWED = key(
            "leasewatch.readyz.allowed",
            "127.0.0.0/8,::1/128,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7,fe80::/10",
            Rule.listOf("address ranges such as 10.0.0.0/8", AddressRange::parse),
            "The client addresses that may request `/leasewatch/readyz`, in CIDR notation.");

    static final Key<Integer> API_OPERATIONS_PER_MINUTE = key(
            "leasewatch.api.operations-per-minute",
            "60",
            Rule.between(1, 100_000),
            "How many requests that change something one user may send per minute. Further requests are refused with"
                    + " 429 and the time to wait.");
    static final Key<Integer> API_FAILED_LOGINS_PER_MINUTE = key(
            "leasewatch.api.failed-logins-per-minute",
            "20",
            Rule.between(1, 100_000),
            "How many logins of one user, or from one address, may fail per minute. Further logins are refused with 429"
                    + " and the time to wait.");
    static final Key<Integer> API_LARGEST_BODY = key(
            "leasewatch.api.largest-body",
            "65536",
            Rule.between(1024, 1_048_576),
            "The maximum size of a request body of the API in bytes. Larger requests are refused with 413.");

    static final Key<String> POSTGRES_URL = key(
            Change.SENDS_PASSWORD,
            "leasewatch.postgres.url",
            "",
            Rule.url("jdbc:postgresql:"),
            "The PostgreSQL whose backends are queried, over a connection of the monitor that uses neither a pool nor"
                    + " a PgBouncer; see [postgresql.md](postgresql.md). Cannot be changed through the API.");
    static final Key<String> POSTGRES_USER = key(
            Change.SENDS_PASSWORD,
            "leasewatch.postgres.user",
            "",
            Rule.text(200),
            "The user for these queries. Cannot be changed through the API.");
    static final Key<String> POSTGRES_PASSWORD = secret(
            Change.SENDS_PASSWORD,
            "leasewatch.postgres.password",
            "",
            Rule.text(1000),
            "The password of that user. Never shown. Cannot be changed through the API.");
    static final Key<List<String>> POSTGRES_DATA_SOURCES = key(
            Change.SENDS_PASSWORD,
            "leasewatch.postgres.data-source",
            "",
            Rule.jndiNamesOrNothing(),
            "Data sources whose PostgreSQL is queried, instead of or in addition to `leasewatch.postgres.url`."
                    + " Preferably no application uses them: each query takes a connection. Cannot be changed"
                    + " through the API.");
    static final Key<Duration> POSTGRES_TIMEOUT = key(
            "leasewatch.postgres.timeout",
            "PT2S",
            Rule.longerThanZero(),
            "How long PostgreSQL may take to answer before it is reported as slow. With `leasewatch.postgres.url` it"
                    + " is rounded up to whole seconds.");
    static final Key<Duration> POSTGRES_INTERVAL = key(
            "leasewatch.postgres.interval",
            "PT5S",
            Rule.longerThanZero(),
            "The pause between two queries of PostgreSQL.");

    static final Key<Path> EXPORT_DIRECTORY = key(
            Change.WRITES_FILES,
            "leasewatch.export.directory",
            ExportSettings.DEFAULT.directory().toString(),
            Rule.directory(),
            "The directory that the operation `export-json` writes its files to. It is created with the first file."
                    + " Cannot be changed through the API.");

    private Keys() {}

    /** The key with that name; empty if there is none. */
    static Optional<Key<?>> named(String name) {
        return ALL.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    private static <T> Key<T> key(String name, String byDefault, Rule<T> rule, String meaning) {
        return key(Change.ANY_TIME, name, byDefault, rule, meaning);
    }

    private static <T> Key<T> key(Change change, String name, String byDefault, Rule<T> rule, String meaning) {
        return declared(new Key<>(name, byDefault, rule, meaning, false, change));
    }

    private static <T> Key<T> secret(String name, String byDefault, Rule<T> rule, String meaning) {
        return secret(Change.ANY_TIME, name, byDefault, rule, meaning);
    }

    private static <T> Key<T> secret(Change change, String name, String byDefault, Rule<T> rule, String meaning) {
        return declared(new Key<>(name, byDefault, rule, meaning, true, change));
    }

    private static <T> Key<T> declared(Key<T> key) {
        DECLARED.add(key);
        return key;
    }

    private static String name(String jndiName) {
        if (jndiName.isEmpty() || jndiName.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException(jndiName);
        }
        return jndiName;
    }
}
