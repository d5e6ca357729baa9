package io.leasewatch.monitor.config;

import io.leasewatch.core.lease.CaptureMode;
import io.leasewatch.core.lease.CaptureOverride;
import io.leasewatch.monitor.alert.RuleSettings;
import io.leasewatch.monitor.export.ExportSettings;
import io.leasewatch.monitor.leak.LeakOverride;
import io.leasewatch.monitor.leak.ReclaimMode;
import io.leasewatch.monitor.pgbouncer.PgBouncerAddress;
import io.leasewatch.monitor.redis.RedisAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All settings there are. {@code docs/configuration.md} lists the same. */
final class Keys {

    static final Key<Boolean> ENABLED = new Key<>(
            "leasewatch.enabled",
            "true",
            Rule.trueOrFalse(),
            "Whether leases are taken note of. The pools are read all the same.");
    static final Key<CaptureMode> CAPTURE_MODE = new Key<>(
            "leasewatch.capture.mode",
            "site",
            Rule.oneOf(CaptureMode.class),
            "How much of the stack is kept for each lease: the application's own line (`site`), the whole stack too (`full`),"
                    + " the line of one lease in so many (`sampled`), or nothing (`off`). A line that leaked in the last ten"
                    + " minutes has the whole stack kept as well; and while a pool is above `leasewatch.pool.warning`, all its"
                    + " leases have one step more, `site` instead of `sampled` and `full` instead of `site`.");
    static final Key<Integer> CAPTURE_SAMPLE = new Key<>(
            "leasewatch.capture.sample",
            "128",
            Rule.between(1, 1_000_000),
            "Of how many leases one has its line in the mode `sampled`. Lines that the agent has told by their callers cost"
                    + " nothing and are always kept.");
    static final Key<List<CaptureOverride>> CAPTURE_OVERRIDES = new Key<>(
            "leasewatch.capture.overrides",
            "",
            Rule.listOrNothing("capture modes such as pool:jdbc/batch=off", CaptureOverride::parse),
            "How much of the stack is kept for leases of a service (`service:`) or a pool (`pool:`), in the words of"
                    + " `leasewatch.capture.mode`. A service comes before a pool.");
    static final Key<List<String>> APPLICATION_PACKAGES = new Key<>(
            "leasewatch.capture.application-packages",
            "",
            Rule.classNamePrefixes(),
            "Prefixes of class names that are an application's own, although they look like a library's or the server's. The longer"
                    + " prefix counts where a class also begins with one of `leasewatch.capture.ignored-packages`.");
    static final Key<List<String>> IGNORED_PACKAGES = new Key<>(
            "leasewatch.capture.ignored-packages",
            "",
            Rule.classNamePrefixes(),
            "Prefixes of class names that are never the application's own line, in addition to the JDK, the server and the libraries"
                    + " that are known; see [whose line it is](detection.md#whose-line-it-is).");
    static final Key<Integer> HISTORY_SIZE =
            new Key<>("leasewatch.history.size", "1000", Rule.between(0, 100_000), "How many closed leases are kept.");

    static final Key<Boolean> HISTORY_ENABLED = new Key<>(
            "leasewatch.history.enabled",
            "true",
            Rule.trueOrFalse(),
            "Whether samples of pools and services, leaks, alerts, who held a pool, and what admins did are kept over restarts; see"
                    + " [history.md](history.md).");
    static final Key<Duration> HISTORY_INTERVAL = new Key<>(
            "leasewatch.history.interval",
            "PT30S",
            Rule.between(Duration.ofSeconds(1), Duration.ofHours(1)),
            "How often a sample is taken and, with what happened since the last one, written.");
    static final Key<Duration> HISTORY_KEEP = new Key<>(
            "leasewatch.history.keep",
            "PT24H",
            Rule.between(Duration.ofMinutes(1), Duration.ofDays(366)),
            "How long what is remembered is kept.");
    static final Key<Integer> HISTORY_MOST_SAMPLES = new Key<>(
            "leasewatch.history.most-samples",
            "250000",
            Rule.between(1, 10_000_000),
            "How many samples of pools, and as many of services, this server keeps at most; a sample of twenty pools counts as"
                    + " twenty. The oldest go first.");
    static final Key<Integer> HISTORY_MOST_EVENTS = new Key<>(
            "leasewatch.history.most-events",
            "10000",
            Rule.between(1, 1_000_000),
            "How many leaks, alerts and the like this server keeps at most. The oldest go first.");
    static final Key<String> HISTORY_DATA_SOURCE = new Key<>(
            "leasewatch.history.data-source",
            "",
            Rule.jndiNameOrNothing(),
            "The data source of the database, PostgreSQL or H2, to keep the history in, which several servers may share; without it, it"
                    + " is in a file of its own.");
    static final Key<String> HISTORY_DIRECTORY = new Key<>(
            "leasewatch.history.directory",
            "leasewatch",
            Rule.text(1000),
            "Where that file is, seen from the directory that the server writes to (`${server.output.dir}`); made if it is not there.");
    static final Key<String> HISTORY_INSTANCE = new Key<>(
            "leasewatch.history.instance",
            "",
            Rule.text(200),
            "This server's name in the history and in what is exported, by which several in one database are told apart; without it, its name and its host's"
                    + " with an `@` between.");

    static final Key<Duration> LEAK_THRESHOLD = new Key<>(
            "leasewatch.leak.threshold",
            "PT30S",
            Rule.longerThanZero(),
            "How long a lease may be held before it is overdue, unless its operation says otherwise.");
    static final Key<Boolean> LEAK_REPORT_EXECUTING = new Key<>(
            "leasewatch.leak.report-executing",
            "false",
            Rule.trueOrFalse(),
            "Whether a lease that executes a statement is reported when it is overdue. It is slow, and no leak.");
    static final Key<Duration> LEAK_CHECK_INTERVAL = new Key<>(
            "leasewatch.leak.check-interval",
            "PT10S",
            Rule.longerThanZero(),
            "How often overdue leases are looked for. The heartbeat ticks once a second, so shorter is of no use. Leaks that are certain are found twice a second.");
    static final Key<Integer> LEAK_MEMORY = new Key<>(
            "leasewatch.leak.memory",
            "1000",
            Rule.between(1, 100_000),
            "How many leaks that ended are remembered. Open ones always are.");

    static final Key<Duration> HOLDERS_AFTER = new Key<>(
            "leasewatch.holders.after",
            "PT1S",
            Rule.longerThanZero(),
            "How long threads must have waited for a connection of a pool before it is looked who holds it. When one waits in vain, that is looked at in any case.");
    static final Key<List<LeakOverride>> LEAK_OVERRIDES = new Key<>(
            "leasewatch.leak.overrides",
            "",
            Rule.listOrNothing("thresholds such as pool:jdbc/reports=PT5M", LeakOverride::parse),
            "How long leases of a line (`site:`), a service (`service:`) or a pool (`pool:`) may be held before they are overdue; `never` for as long as they like. The first of the three that fits counts, before any annotation.");

    static final Key<ReclaimMode> RECLAIM_MODE = new Key<>(
            "leasewatch.reclaim.mode",
            "off",
            Rule.oneOf(ReclaimMode.class),
            "Whether connections of leaks are closed: never (`off`), not but it is said which would be (`dry-run`), or really (`on`).");

    static final Key<Duration> RECLAIM_AFTER = new Key<>(
            "leasewatch.reclaim.after",
            "PT30S",
            Rule.notNegative(),
            "How long ago a leak was found, and its connection used, before that is closed.");

    static final Key<Integer> RECLAIM_MOST_PER_MINUTE = new Key<>(
            "leasewatch.reclaim.most-per-minute",
            "10",
            Rule.between(1, 10_000),
            "How many connections are closed in a minute at most, statements cancelled and transactions marked included.");

    static final Key<Boolean> RECLAIM_OVERDUE = new Key<>(
            "leasewatch.reclaim.overdue",
            "false",
            Rule.trueOrFalse(),
            "Whether connections of leases that are overdue are closed too, although that is only a suspicion.");

    static final Key<Boolean> RECLAIM_CANCEL_STATEMENTS = new Key<>(
            "leasewatch.reclaim.cancel-statements",
            "false",
            Rule.trueOrFalse(),
            "Whether the statement that a leak executes is cancelled, so that its connection can be closed later. Otherwise that is left alone.");

    static final Key<Boolean> RECLAIM_ROLLBACK_TRANSACTIONS = new Key<>(
            "leasewatch.reclaim.rollback-transactions",
            "false",
            Rule.trueOrFalse(),
            "Whether the JTA transaction that a leak is in is marked to be rolled back. Otherwise that is left alone.");

    static final Key<Integer> SITES_SIZE = new Key<>(
            "leasewatch.sites.size",
            "1000",
            Rule.between(1, 100_000),
            "How many lines that take connections are told apart; each takes about 3 KB. Lines beyond these are counted together.");

    static final Key<Duration> REQUEST_SLOW_THRESHOLD = new Key<>(
            "leasewatch.request.slow-threshold",
            "PT5S",
            Rule.longerThanZero(),
            "How long a request may take before it is recorded and logged as slow.");
    static final Key<Boolean> REQUEST_RESPONSE_HEADERS = new Key<>(
            "leasewatch.request.response-headers",
            "false",
            Rule.trueOrFalse(),
            "Whether responses carry `X-Connection-Id` and `X-Active-Connections`. `true` in the profile `dev`.");

    static final Key<Duration> POOL_INTERVAL =
            new Key<>("leasewatch.pool.interval", "PT1S", Rule.longerThanZero(), "How often the pools are read.");
    static final Key<Double> POOL_WARNING = new Key<>(
            "leasewatch.pool.warning",
            "0.80",
            Rule.ratio(),
            "The share of its maximum from which a pool's alert is a warning; above it, so are its log lines.");
    static final Key<Double> POOL_CRITICAL = new Key<>(
            "leasewatch.pool.critical",
            "0.95",
            Rule.ratio(),
            "The share of its maximum from which a pool's alert is critical; not below `leasewatch.pool.warning`.");
    static final Key<Duration> POOL_LOG_INTERVAL = new Key<>(
            "leasewatch.pool.log-interval", "PT30S", Rule.longerThanZero(), "How often a line per pool is logged.");

    static final Key<Boolean> SLOW_QUERIES_ENABLED = new Key<>(
            "leasewatch.slow-queries.enabled",
            "false",
            Rule.trueOrFalse(),
            "Whether statements that take long are taken note of, without their literals, and logged.");
    static final Key<Duration> SLOW_QUERIES_THRESHOLD = new Key<>(
            "leasewatch.slow-queries.threshold",
            "PT1S",
            Rule.longerThanZero(),
            "From how long on a statement is slow.");
    static final Key<Integer> SLOW_QUERIES_SIZE = new Key<>(
            "leasewatch.slow-queries.size",
            "200",
            Rule.between(1, 10_000),
            "How many slow statements are told apart; each takes about 10 KB. The others are counted together.");

    static final Key<Duration> ADVICE_WAIT = new Key<>(
            "leasewatch.advice.wait",
            "PT0.01S",
            Rule.longerThanZero(),
            "How long 95 of 100 who ask a pool for a connection should wait at most. Advice on its size aims at that.");
    static final Key<Integer> ADVICE_THREADS = new Key<>(
            "leasewatch.advice.threads",
            "0",
            Rule.between(0, 10_000),
            "How many threads of this server ever ask a pool at once, such as the size of its executor; 0 if nobody knows. If it is known, fewer connections do.");
    static final Key<Integer> ADVICE_DATABASE_CONNECTIONS = new Key<>(
            "leasewatch.advice.database-connections",
            "0",
            Rule.between(0, 100_000),
            "How many connections the pools of this server may take of the database together: its `max_connections`, less what is reserved and what other servers use. 0 if nobody knows.");
    static final Key<Integer> ADVICE_DATABASE_CORES = new Key<>(
            "leasewatch.advice.database-cores",
            "0",
            Rule.between(0, 10_000),
            "How many cores the machine of the database has, 0 if nobody knows.");
    static final Key<Integer> ADVICE_DATABASE_SPINDLES = new Key<>(
            "leasewatch.advice.database-spindles",
            "1",
            Rule.between(0, 10_000),
            "How many disks that seek the machine of the database has.");
    static final Key<List<String>> DATABASE_GUARDED = new Key<>(
            "leasewatch.database.guarded",
            "",
            Rule.listOrNothing("JNDI names of data sources", Keys::name),
            "The data sources whose databases this server cannot do without: each is pinged, and the server is not ready while one is down. See docs/database-guard.md.");
    static final Key<Duration> DATABASE_PING_INTERVAL = new Key<>(
            "leasewatch.database.ping-interval",
            "PT2S",
            Rule.longerThanZero(),
            "How often a guarded database is asked whether it is there. One that is in trouble is asked every second, if that is sooner.");
    static final Key<Duration> DATABASE_PING_TIMEOUT = new Key<>(
            "leasewatch.database.ping-timeout",
            "PT1S",
            Rule.longerThanZero(),
            "How long it may take to answer. Two pings in a row that fail, or two such times without an answer, are a database that is down.");
    static final Key<Integer> DATABASE_START_ATTEMPTS = new Key<>(
            "leasewatch.database.start-attempts",
            "5",
            Rule.between(1, 100),
            "How often a guarded database is tried before the server starts without it, not ready.");
    static final Key<Duration> DATABASE_FIRST_RETRY = new Key<>(
            "leasewatch.database.first-retry",
            "PT1S",
            Rule.longerThanZero(),
            "The pause after the first of these attempts; it doubles from then on.");
    static final Key<Duration> DATABASE_LONGEST_RETRY = new Key<>(
            "leasewatch.database.longest-retry",
            "PT30S",
            Rule.longerThanZero(),
            "The longest of these pauses; not shorter than `leasewatch.database.first-retry`.");
    static final Key<Integer> DATABASE_WARM_UP = new Key<>(
            "leasewatch.database.warm-up",
            "0",
            Rule.between(0, 1000),
            "How many connections of each guarded pool are opened before the server is ready.");
    static final Key<Boolean> DATABASE_TEST_ON_BORROW = new Key<>(
            "leasewatch.database.test-on-borrow",
            "false",
            Rule.trueOrFalse(),
            "Whether every connection of a guarded and wrapped pool is tested before it is handed out, and replaced if it has died. Costs a round trip to the database.");
    static final Key<Boolean> DATABASE_BREAKER = new Key<>(
            "leasewatch.database.breaker",
            "false",
            Rule.trueOrFalse(),
            "Whether a guarded and wrapped pool refuses at once, with an `SQLTransientConnectionException`, while its database is down.");
    static final Key<Duration> DATABASE_DRAIN = new Key<>(
            "leasewatch.database.drain",
            "PT10S",
            Rule.notNegative(),
            "How long the connections of guarded databases are waited for when the server stops. `PT1S` in the profile `dev`.");
    static final Key<Duration> POOL_SUSTAINED_AFTER = new Key<>(
            "leasewatch.pool.sustained-after",
            "PT5M",
            Rule.longerThanZero(),
            "For how long a pool must be used from `leasewatch.pool.warning` on, without a break, before that is an alert of its own.");
    static final Key<Duration> POOL_LONG_HOLD = new Key<>(
            "leasewatch.pool.long-hold",
            "PT1S",
            Rule.notNegative(),
            "Connections that were held for longer are counted for each pool (`longHolds`). They have not leaked.");
    static final Key<List<String>> POOL_EXPECTED_FULL = new Key<>(
            "leasewatch.pool.expected-full",
            "",
            Rule.listOrNothing("pools such as jdbc/listener", Rule::named),
            "Pools that are meant to be full, such as those of listeners. Being full raises no alert and is no worry; that threads wait still is.");
    static final Key<Duration> SUMMARY_INTERVAL = new Key<>(
            "leasewatch.summary.interval",
            "PT1M",
            Rule.longerThanZero(),
            "How often one line about everything is logged.");
    static final Key<List<PgBouncerAddress>> PGBOUNCER_URL = new Key<>(
            "leasewatch.pgbouncer.url",
            "",
            Rule.listOrNothing(
                    "URLs of consoles such as jdbc:postgresql://localhost:6432/pgbouncer without user and password",
                    PgBouncerAddress::parse),
            "Where the admin consoles of PgBouncers are; see [pgbouncer.md](pgbouncer.md). Without any, none is asked. Not through"
                    + " the API.");
    static final Key<String> PGBOUNCER_USER = new Key<>(
            "leasewatch.pgbouncer.user",
            "",
            Rule.text(200),
            "Who asks them; has to be one of PgBouncer's `stats_users`. Not through the API.");
    static final Key<String> PGBOUNCER_PASSWORD = new Key<>(
            "leasewatch.pgbouncer.password",
            "",
            Rule.text(1000),
            "The password for that; never shown. Not through the API.",
            true);
    static final Key<Duration> PGBOUNCER_TIMEOUT = new Key<>(
            "leasewatch.pgbouncer.timeout",
            "PT2S",
            Rule.longerThanZero(),
            "How long to wait for a connection to a PgBouncer, and for each answer, before it is taken to hang.");
    static final Key<Duration> PGBOUNCER_INTERVAL = new Key<>(
            "leasewatch.pgbouncer.interval",
            "PT5S",
            Rule.longerThanZero(),
            "How often PgBouncers are asked; after failures less often, down to once in half a minute.");
    static final Key<Optional<RedisAddress>> REDIS_URL = new Key<>(
            "leasewatch.redis.url",
            "",
            Rule.orNothing(
                    "a URL such as redis://localhost:6379, or rediss: for TLS, without user, password, database and parameters",
                    RedisAddress::parse),
            "Where a Redis server is. Without it none is asked. Not through the API.");
    static final Key<String> REDIS_USER = new Key<>(
            "leasewatch.redis.user",
            "",
            Rule.text(200),
            "Who asks it; nobody for the default user. Never shown. Not through the API.",
            true);
    static final Key<String> REDIS_PASSWORD = new Key<>(
            "leasewatch.redis.password",
            "",
            Rule.text(1000),
            "The password for that; never shown. Not through the API.",
            true);
    static final Key<Duration> REDIS_TIMEOUT = new Key<>(
            "leasewatch.redis.timeout",
            "PT2S",
            Rule.longerThanZero(),
            "How long to wait for a connection to Redis, and for each answer, before it is taken to hang.");
    static final Key<Duration> REDIS_INTERVAL = new Key<>(
            "leasewatch.redis.interval",
            "PT5S",
            Rule.longerThanZero(),
            "How often Redis is asked; after failures less often, down to once in half a minute.");

    static final Key<Integer> ALERTS_SIZE =
            new Key<>("leasewatch.alerts.size", "100", Rule.between(1, 10_000), "How many alerts are kept.");
    static final Key<Duration> ALERTS_COOLDOWN = new Key<>(
            "leasewatch.alerts.cooldown",
            "PT5M",
            Rule.notNegative(),
            "How long nothing is sent about a like alert, unless it is worse than the one that was sent.");
    static final Key<Integer> ALERTS_CRITICAL_LEAKS = new Key<>(
            "leasewatch.alerts.critical-leaks",
            "6",
            Rule.between(1, 100_000),
            "From how many open leaks of a pool on its alert is critical rather than a warning.");
    static final Key<List<RuleSettings>> ALERTS_RULES = new Key<>(
            "leasewatch.alerts.rules",
            "",
            Rule.alertRules(),
            "Alert rules of your own, and what is to be different with those that are built in; see"
                    + " [alerts.md](alerts.md).");
    static final Key<String> ALERTS_SOURCE = new Key<>(
            "leasewatch.alerts.source",
            "",
            Rule.hostName(),
            "What this server is called in alerts that are sent. Without it, as its host is.");
    static final Key<Optional<URI>> ALERTS_LINK = new Key<>(
            "leasewatch.alerts.link",
            "",
            Rule.httpUrl("https://app.example.com/leasewatch"),
            "Where people find this monitor; alerts that are sent have a link to it.");
    static final Key<Optional<URI>> ALERTS_WEBHOOK_URL = new Key<>(
            "leasewatch.alerts.webhook.url",
            "",
            Rule.httpUrl("https://example.com/alerts"),
            "Where alerts are posted as CloudEvents. Never shown.",
            true);
    static final Key<String> ALERTS_WEBHOOK_SECRET = new Key<>(
            "leasewatch.alerts.webhook.secret",
            "",
            Rule.secret(16, 1_000),
            "What those are signed with; without it they are not. Never shown.",
            true);
    static final Key<Optional<URI>> ALERTS_SLACK_URL = new Key<>(
            "leasewatch.alerts.slack.url",
            "",
            Rule.httpUrl("https://hooks.slack.com/services/T/B/X"),
            "The incoming webhook of Slack where alerts are posted. Never shown.",
            true);
    static final Key<Optional<URI>> ALERTS_ALERTMANAGER_URL = new Key<>(
            "leasewatch.alerts.alertmanager.url",
            "",
            Rule.httpUrl("http://alertmanager.example.com:9093"),
            "The Alertmanager that is told what fires, without `/api/v2/alerts`. Not through the API.");
    static final Key<Duration> ALERTS_ALERTMANAGER_INTERVAL = new Key<>(
            "leasewatch.alerts.alertmanager.interval",
            "PT30S",
            Rule.between(Duration.ofSeconds(1), Duration.ofHours(1)),
            "How often it is told again. What it is not told for four of these, it takes to be over.");
    static final Key<Boolean> ALERTS_PRIVATE_ADDRESSES = new Key<>(
            "leasewatch.alerts.private-addresses",
            "false",
            Rule.trueOrFalse(),
            "Whether the webhook and Slack may have addresses that are not public, such as those of the own network. Not"
                    + " through the API.");

    static final Key<Optional<URI>> INFLUX_URL = new Key<>(
            "leasewatch.influx.url",
            "",
            Rule.httpUrl("http://influxdb.example.com:8086"),
            "The InfluxDB, or what understands its lines, that everything measured is pushed to, without `/write` or"
                    + " `/api/v2/write`; see [exports.md](exports.md). Not through the API.");
    static final Key<String> INFLUX_BUCKET = new Key<>(
            "leasewatch.influx.bucket",
            "",
            Rule.text(200),
            "The bucket that is pushed to, by version 2 of InfluxDB's API. Without one, version 1 is spoken.");
    static final Key<String> INFLUX_ORG =
            new Key<>("leasewatch.influx.org", "", Rule.text(200), "The organization that the bucket belongs to.");
    static final Key<String> INFLUX_TOKEN = new Key<>(
            "leasewatch.influx.token",
            "",
            Rule.printable(1_000),
            "The token that may write into the bucket. Never shown. Not through the API.",
            true);
    static final Key<String> INFLUX_DATABASE = new Key<>(
            "leasewatch.influx.database",
            "leasewatch",
            Rule.text(200),
            "The database that is pushed to, by version 1 of InfluxDB's API.");
    static final Key<String> INFLUX_USER = new Key<>(
            "leasewatch.influx.user",
            "",
            Rule.text(200),
            "The user who may write into the database. Not through the API.");
    static final Key<String> INFLUX_PASSWORD = new Key<>(
            "leasewatch.influx.password",
            "",
            Rule.text(1_000),
            "That user's password. Never shown. Not through the API.",
            true);
    static final Key<Duration> INFLUX_INTERVAL = new Key<>(
            "leasewatch.influx.interval",
            "PT10S",
            Rule.between(Duration.ofSeconds(1), Duration.ofHours(1)),
            "How often is pushed.");
    static final Key<Boolean> HEALTH_LEAKS = new Key<>(
            "leasewatch.health.check-leaks", "true", Rule.trueOrFalse(), "Whether open leaks can make readiness DOWN.");
    static final Key<Integer> HEALTH_MOST_OPEN_LEAKS = new Key<>(
            "leasewatch.health.most-open-leaks",
            "3",
            Rule.between(0, 100_000),
            "Readiness is DOWN with more open leaks than this.");
    static final Key<Boolean> HEALTH_EXHAUSTION = new Key<>(
            "leasewatch.health.check-exhaustion",
            "true",
            Rule.trueOrFalse(),
            "Whether an exhausted pool can make readiness DOWN.");
    static final Key<Duration> HEALTH_EXHAUSTION_AFTER = new Key<>(
            "leasewatch.health.exhaustion-after",
            "PT30S",
            Rule.notNegative(),
            "How long a pool must be full with threads waiting before readiness is DOWN.");

    static final Key<Boolean> HEALTH_DATABASE = new Key<>(
            "leasewatch.health.check-database",
            "true",
            Rule.trueOrFalse(),
            "Whether a guarded database that is not up can make readiness DOWN.");

    static final Key<List<AddressRange>> READYZ_ALLOWED = new Key<>(
            "leasewatch.readyz.allowed",
            "127.0.0.0/8,::1/128,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7,fe80::/10",
            Rule.listOf("address ranges such as 10.0.0.0/8", AddressRange::parse),
            "The addresses that may ask `/leasewatch/readyz`, in CIDR notation.");

    static final Key<Integer> API_OPERATIONS_PER_MINUTE = new Key<>(
            "leasewatch.api.operations-per-minute",
            "60",
            Rule.between(1, 100_000),
            "How many requests that change something one user may send in a minute. What is more is refused (429), with the time to wait.");
    static final Key<Integer> API_LARGEST_BODY = new Key<>(
            "leasewatch.api.largest-body",
            "65536",
            Rule.between(1024, 1_048_576),
            "How many bytes the body of a request to the API may have. What is larger is refused (413).");

    static final Key<String> POSTGRES_URL = new Key<>(
            "leasewatch.postgres.url",
            "",
            Rule.url("jdbc:postgresql:"),
            "The PostgreSQL that is asked what its backends do, over a connection of the monitor's own: past every pool and every"
                    + " PgBouncer; see [postgresql.md](postgresql.md). Not through the API.");
    static final Key<String> POSTGRES_USER =
            new Key<>("leasewatch.postgres.user", "", Rule.text(200), "Who asks there. Not through the API.");
    static final Key<String> POSTGRES_PASSWORD = new Key<>(
            "leasewatch.postgres.password",
            "",
            Rule.text(1000),
            "That user's password; never shown. Not through the API.",
            true);
    static final Key<List<String>> POSTGRES_DATA_SOURCES = new Key<>(
            "leasewatch.postgres.data-source",
            "",
            Rule.jndiNamesOrNothing(),
            "Data sources whose PostgreSQL is asked, in place of `leasewatch.postgres.url` or beside it. Best ones that nobody else"
                    + " uses: a connection is taken for each look. Not through the API.");
    static final Key<Duration> POSTGRES_TIMEOUT = new Key<>(
            "leasewatch.postgres.timeout",
            "PT2S",
            Rule.longerThanZero(),
            "How long PostgreSQL may take for an answer before it is slow; whole seconds with `leasewatch.postgres.url`.");
    static final Key<Duration> POSTGRES_INTERVAL = new Key<>(
            "leasewatch.postgres.interval",
            "PT5S",
            Rule.longerThanZero(),
            "How long after one look at PostgreSQL the next one is.");

    static final Key<Path> EXPORT_DIRECTORY = new Key<>(
            "leasewatch.export.directory",
            ExportSettings.DEFAULT.directory().toString(),
            Rule.directory(),
            "Where the operation `export-json` writes its files, and nothing else; made when the first is written. Not through the API.");

    static final List<Key<?>> ALL = List.of(
            ENABLED,
            CAPTURE_MODE,
            CAPTURE_SAMPLE,
            CAPTURE_OVERRIDES,
            APPLICATION_PACKAGES,
            IGNORED_PACKAGES,
            HISTORY_SIZE,
            HISTORY_ENABLED,
            HISTORY_INTERVAL,
            HISTORY_KEEP,
            HISTORY_MOST_SAMPLES,
            HISTORY_MOST_EVENTS,
            HISTORY_DATA_SOURCE,
            HISTORY_DIRECTORY,
            HISTORY_INSTANCE,
            LEAK_THRESHOLD,
            LEAK_REPORT_EXECUTING,
            LEAK_CHECK_INTERVAL,
            LEAK_MEMORY,
            HOLDERS_AFTER,
            LEAK_OVERRIDES,
            RECLAIM_MODE,
            RECLAIM_AFTER,
            RECLAIM_MOST_PER_MINUTE,
            RECLAIM_OVERDUE,
            RECLAIM_CANCEL_STATEMENTS,
            RECLAIM_ROLLBACK_TRANSACTIONS,
            SITES_SIZE,
            REQUEST_SLOW_THRESHOLD,
            REQUEST_RESPONSE_HEADERS,
            POOL_INTERVAL,
            POOL_WARNING,
            POOL_CRITICAL,
            POOL_LOG_INTERVAL,
            SLOW_QUERIES_ENABLED,
            SLOW_QUERIES_THRESHOLD,
            SLOW_QUERIES_SIZE,
            ADVICE_WAIT,
            ADVICE_THREADS,
            ADVICE_DATABASE_CONNECTIONS,
            ADVICE_DATABASE_CORES,
            ADVICE_DATABASE_SPINDLES,
            POOL_SUSTAINED_AFTER,
            POOL_LONG_HOLD,
            POOL_EXPECTED_FULL,
            SUMMARY_INTERVAL,
            PGBOUNCER_URL,
            PGBOUNCER_USER,
            PGBOUNCER_PASSWORD,
            PGBOUNCER_TIMEOUT,
            PGBOUNCER_INTERVAL,
            DATABASE_GUARDED,
            DATABASE_PING_INTERVAL,
            DATABASE_PING_TIMEOUT,
            DATABASE_START_ATTEMPTS,
            DATABASE_FIRST_RETRY,
            DATABASE_LONGEST_RETRY,
            DATABASE_WARM_UP,
            DATABASE_TEST_ON_BORROW,
            DATABASE_BREAKER,
            DATABASE_DRAIN,
            REDIS_URL,
            REDIS_USER,
            REDIS_PASSWORD,
            REDIS_TIMEOUT,
            REDIS_INTERVAL,
            ALERTS_SIZE,
            ALERTS_COOLDOWN,
            ALERTS_CRITICAL_LEAKS,
            ALERTS_RULES,
            ALERTS_SOURCE,
            ALERTS_LINK,
            ALERTS_WEBHOOK_URL,
            ALERTS_WEBHOOK_SECRET,
            ALERTS_SLACK_URL,
            ALERTS_ALERTMANAGER_URL,
            ALERTS_ALERTMANAGER_INTERVAL,
            ALERTS_PRIVATE_ADDRESSES,
            INFLUX_URL,
            INFLUX_BUCKET,
            INFLUX_ORG,
            INFLUX_TOKEN,
            INFLUX_DATABASE,
            INFLUX_USER,
            INFLUX_PASSWORD,
            INFLUX_INTERVAL,
            HEALTH_LEAKS,
            HEALTH_MOST_OPEN_LEAKS,
            HEALTH_EXHAUSTION,
            HEALTH_EXHAUSTION_AFTER,
            HEALTH_DATABASE,
            READYZ_ALLOWED,
            API_OPERATIONS_PER_MINUTE,
            API_LARGEST_BODY,
            POSTGRES_URL,
            POSTGRES_USER,
            POSTGRES_PASSWORD,
            POSTGRES_DATA_SOURCES,
            POSTGRES_TIMEOUT,
            POSTGRES_INTERVAL,
            EXPORT_DIRECTORY);

    private static final String STORE = "the store of the history is opened once, when the monitor starts";

    /** Why some hold from the next start on only. */
    static final Map<String, String> FIXED = Map.of(
            HISTORY_DATA_SOURCE.name(),
            STORE,
            HISTORY_DIRECTORY.name(),
            STORE,
            HISTORY_INSTANCE.name(),
            STORE,
            LEAK_MEMORY.name(),
            "what remembers leaks is made once, when the monitor starts",
            DATABASE_GUARDED.name(),
            "guards are posted once, when the monitor starts",
            DATABASE_START_ATTEMPTS.name(),
            "databases are tried when the monitor starts");

    private static final String SENDS_PASSWORD =
            "it decides where a password is sent, which is for those who configure the server to say";

    private static final String KNOCKS_INSIDE =
            "it has this server call addresses of its own network, which is for those who"
                    + " configure the server to say";

    private static final String WRITES_FILES =
            "it decides where on its disks the server writes, which is for those who configure the server to say";

    /** Why some cannot be said through the API. */
    static final Map<String, String> CONFIGURED = Stream.of(
                    because(
                            SENDS_PASSWORD,
                            PGBOUNCER_URL,
                            PGBOUNCER_USER,
                            PGBOUNCER_PASSWORD,
                            POSTGRES_URL,
                            POSTGRES_USER,
                            POSTGRES_PASSWORD,
                            POSTGRES_DATA_SOURCES,
                            INFLUX_URL,
                            INFLUX_TOKEN,
                            INFLUX_USER,
                            INFLUX_PASSWORD,
                            REDIS_URL,
                            REDIS_USER,
                            REDIS_PASSWORD),
                    because(WRITES_FILES, EXPORT_DIRECTORY),
                    because(KNOCKS_INSIDE, ALERTS_ALERTMANAGER_URL, ALERTS_PRIVATE_ADDRESSES))
            .flatMap(some -> some.entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private static Map<String, String> because(String why, Key<?>... keys) {
        return Stream.of(keys).collect(Collectors.toMap(Key::name, key -> why));
    }

    private Keys() {}

    private static String name(String jndiName) {
        if (jndiName.isEmpty() || jndiName.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException(jndiName);
        }
        return jndiName;
    }
}
