package io.leasewatch.monitor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.request.RequestSettings;
import io.leasewatch.core.site.CaptureMode;
import io.leasewatch.core.site.CaptureOverride;
import io.leasewatch.docs.RecordedLog;
import io.leasewatch.monitor.alert.AlertSettings;
import io.leasewatch.monitor.alert.RuleSettings;
import io.leasewatch.monitor.channel.ChannelSettings;
import io.leasewatch.monitor.database.DatabaseSettings;
import io.leasewatch.monitor.diagnosis.HealthSettings;
import io.leasewatch.monitor.leak.HoldersSettings;
import io.leasewatch.monitor.leak.LeakOverride;
import io.leasewatch.monitor.leak.LeakSettings;
import io.leasewatch.monitor.leak.LogStack;
import io.leasewatch.monitor.leak.MeantLine;
import io.leasewatch.monitor.leak.SiteSettings;
import io.leasewatch.monitor.pgbouncer.PgBouncerAddress;
import io.leasewatch.monitor.pool.PoolSettings;
import io.leasewatch.monitor.postgres.PostgresSettings;
import io.leasewatch.monitor.reclaim.ReclaimMode;
import io.leasewatch.monitor.reclaim.ReclaimRules;
import io.leasewatch.monitor.redis.RedisAddress;
import io.leasewatch.monitor.redis.RedisSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationTest {

    private static final String URL = "https://example.com:8443/hook?token=1";
    private static final List<String> NO_URLS = List.of(
            "example.com",
            "ftp://example.com/",
            "file:///etc/passwd",
            "http:///nowhere",
            "https://ada:secret@example.com/",
            "https://example.com/#here",
            "https://example.com/a b",
            "https://example.com:99999/",
            "https://exämple.com/");

    @Test
    void withoutAnySettingEveryRoomHasItsDefaults() {
        Configuration configuration = Configuration.from(new FakeConfig());

        assertThat(configuration.lease()).isEqualTo(LeaseSettings.DEFAULT);
        assertThat(configuration.request()).isEqualTo(RequestSettings.DEFAULT);
        assertThat(configuration.leak()).isEqualTo(LeakSettings.DEFAULT);
        assertThat(configuration.holders()).isEqualTo(HoldersSettings.DEFAULT);
        assertThat(configuration.sites()).isEqualTo(SiteSettings.DEFAULT);
        assertThat(configuration.pool()).isEqualTo(PoolSettings.DEFAULT);
        assertThat(configuration.database()).isEqualTo(DatabaseSettings.DEFAULT);
        assertThat(configuration.redis()).isEqualTo(RedisSettings.DEFAULT);
        assertThat(configuration.alert()).isEqualTo(AlertSettings.DEFAULT);
        assertThat(configuration.channels()).isEqualTo(ChannelSettings.DEFAULT);
        assertThat(configuration.health()).isEqualTo(HealthSettings.DEFAULT);
        assertThat(configuration.access().resettable()).isFalse();
        assertThat(configuration.postgres()).isEqualTo(PostgresSettings.DEFAULT);
        assertThat(configuration.influx().url()).isNull();
        assertThat(configuration.influx().instance()).isNotBlank();
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                setting("leasewatch.enabled", "false", c -> c.lease().enabled(), false),
                setting("leasewatch.capture.mode", "OFF", c -> c.lease().capture(), CaptureMode.OFF),
                setting("leasewatch.capture.sample", "1", c -> c.lease().captureSample(), 1),
                setting(
                        "leasewatch.capture.application-packages",
                        "com.ibm.shop., org.hibernate.shop.",
                        c -> c.lease().packages().application(),
                        List.of("com.ibm.shop.", "org.hibernate.shop.")),
                setting(
                        "leasewatch.capture.ignored-packages",
                        "com.acme., org.acme.",
                        c -> c.lease().packages().ignored(),
                        List.of("com.acme.", "org.acme.")),
                setting("leasewatch.history.size", "0", c -> c.lease().historySize(), 0),
                setting("leasewatch.history.enabled", "false", c -> c.history().enabled(), false),
                setting("leasewatch.history.interval", "PT1S", c -> c.history().interval(), Duration.ofSeconds(1)),
                setting("leasewatch.history.keep", "P7D", c -> c.history().keep(), Duration.ofDays(7)),
                setting("leasewatch.history.most-samples", "1", c -> c.history().mostSamples(), 1),
                setting("leasewatch.history.most-events", "1", c -> c.history().mostEvents(), 1),
                setting(
                        "leasewatch.history.data-source",
                        "jdbc/history",
                        c -> c.history().dataSource(),
                        "jdbc/history"),
                setting(
                        "leasewatch.history.directory",
                        "memory",
                        c -> c.history().directory(),
                        "memory"),
                setting(
                        "leasewatch.history.instance",
                        "shop-1",
                        c -> c.history().instance(),
                        "shop-1"),
                setting("leasewatch.leak.threshold", "PT5M", c -> c.leak().threshold(), Duration.ofMinutes(5)),
                setting(
                        "leasewatch.leak.report-executing",
                        "true",
                        c -> c.leak().reportExecuting(),
                        true),
                setting("leasewatch.leak.check-interval", "PT3S", c -> c.leak().checkInterval(), Duration.ofSeconds(3)),
                setting(
                        "leasewatch.meant",
                        "io.example.Poller.run=polls",
                        c -> c.leak().meant(),
                        List.of(MeantLine.parse("io.example.Poller.run=polls"))),
                setting("leasewatch.leak.memory", "100000", c -> c.leak().memory(), 100_000),
                setting("leasewatch.leak.resolved-after", "PT1H", c -> c.leak().resolvedAfter(), Duration.ofHours(1)),
                setting("leasewatch.leak.log-stack", "ALL", c -> c.leak().logStack(), LogStack.ALL),
                setting("leasewatch.holders.after", "PT3S", c -> c.holders().after(), Duration.ofSeconds(3)),
                setting("leasewatch.sites.size", "20", c -> c.sites().size(), 20),
                setting(
                        "leasewatch.leak.overrides",
                        "pool:jdbc/reports=PT5M, site:Report.java:41=never",
                        c -> c.leak().overrides(),
                        List.of(
                                new LeakOverride(LeakOverride.Of.SITE, "Report.java:41", null),
                                new LeakOverride(LeakOverride.Of.POOL, "jdbc/reports", Duration.ofMinutes(5)))),
                setting("leasewatch.reclaim.mode", "dry-run", c -> c.reclaim().mode(), ReclaimMode.DRY_RUN),
                setting("leasewatch.reclaim.after", "PT0S", c -> c.reclaim().after(), Duration.ZERO),
                setting(
                        "leasewatch.reclaim.most-per-minute",
                        "10000",
                        c -> c.reclaim().mostPerMinute(),
                        10_000),
                setting("leasewatch.reclaim.overdue", "true", c -> c.reclaim().overdue(), true),
                setting(
                        "leasewatch.reclaim.cancel-statements",
                        "true",
                        c -> c.reclaim().rules(),
                        new ReclaimRules(true, false)),
                setting(
                        "leasewatch.reclaim.rollback-transactions",
                        "true",
                        c -> c.reclaim().rules(),
                        new ReclaimRules(false, true)),
                setting(
                        "leasewatch.capture.overrides",
                        "pool:jdbc/batch=off, service:shop=full",
                        c -> c.lease().captureOverrides(),
                        List.of(
                                new CaptureOverride(CaptureOverride.Of.SERVICE, "shop", CaptureMode.FULL),
                                new CaptureOverride(CaptureOverride.Of.POOL, "jdbc/batch", CaptureMode.OFF))),
                setting(
                        "leasewatch.request.slow-threshold",
                        " PT0.5S ",
                        c -> c.request().slowThreshold(),
                        Duration.ofMillis(500)),
                setting(
                        "leasewatch.request.response-headers",
                        "true",
                        c -> c.request().responseHeaders(),
                        true),
                setting("leasewatch.pool.interval", "PT2S", c -> c.pool().interval(), Duration.ofSeconds(2)),
                setting("leasewatch.pool.warning", "0.5", c -> c.pool().warning(), 0.5),
                setting("leasewatch.pool.critical", "1", c -> c.pool().critical(), 1.0),
                setting("leasewatch.pool.log-interval", "PT1M", c -> c.pool().logInterval(), Duration.ofMinutes(1)),
                setting(
                        "leasewatch.database.guarded",
                        "jdbc/a, jdbc/b",
                        c -> c.database().guarded(),
                        List.of("jdbc/a", "jdbc/b")),
                setting(
                        "leasewatch.database.ping-interval",
                        "PT5S",
                        c -> c.database().pingInterval(),
                        Duration.ofSeconds(5)),
                setting(
                        "leasewatch.database.ping-timeout",
                        "PT5S",
                        c -> c.database().pingTimeout(),
                        Duration.ofSeconds(5)),
                setting(
                        "leasewatch.database.start-attempts",
                        "100",
                        c -> c.database().startAttempts(),
                        100),
                setting(
                        "leasewatch.database.first-retry",
                        "PT3S",
                        c -> c.database().firstRetry(),
                        Duration.ofSeconds(3)),
                setting(
                        "leasewatch.database.longest-retry",
                        "PT1M",
                        c -> c.database().longestRetry(),
                        Duration.ofMinutes(1)),
                setting("leasewatch.database.warm-up", "1000", c -> c.database().warmUp(), 1000),
                setting(
                        "leasewatch.database.test-on-borrow",
                        "true",
                        c -> c.database().testOnBorrow(),
                        true),
                setting("leasewatch.database.breaker", "true", c -> c.database().breaker(), true),
                setting("leasewatch.database.drain", "PT0S", c -> c.database().drain(), Duration.ZERO),
                setting(
                        "leasewatch.health.check-database",
                        "false",
                        c -> c.health().checkDatabase(),
                        false),
                setting(
                        "leasewatch.postgres.url",
                        "jdbc:postgresql://a/b?sslmode=require",
                        c -> c.postgres().url(),
                        "jdbc:postgresql://a/b?sslmode=require"),
                setting("leasewatch.postgres.user", "watcher", c -> c.postgres().user(), "watcher"),
                setting(
                        "leasewatch.export.directory",
                        "/var/leasewatch",
                        c -> c.export().directory(),
                        Path.of("/var/leasewatch")),
                setting(
                        "leasewatch.postgres.password",
                        "hush",
                        c -> c.postgres().password(),
                        "hush"),
                setting(
                        "leasewatch.postgres.data-source",
                        "jdbc/a, java:global/b",
                        c -> c.postgres().dataSources(),
                        List.of("jdbc/a", "java:global/b")),
                setting("leasewatch.postgres.timeout", "PT1S", c -> c.postgres().timeout(), Duration.ofSeconds(1)),
                setting(
                        "leasewatch.postgres.interval",
                        "PT1M",
                        c -> c.postgres().interval(),
                        Duration.ofMinutes(1)),
                setting(
                        "leasewatch.slow-queries.enabled",
                        "true",
                        c -> c.queries().enabled(),
                        true),
                setting(
                        "leasewatch.slow-queries.threshold",
                        "PT2S",
                        c -> c.queries().threshold(),
                        Duration.ofSeconds(2)),
                setting("leasewatch.slow-queries.size", "20", c -> c.queries().size(), 20),
                setting("leasewatch.advice.wait", "PT1S", c -> c.advice().longestWait(), Duration.ofSeconds(1)),
                setting("leasewatch.advice.threads", "40", c -> c.advice().threads(), 40),
                setting(
                        "leasewatch.advice.database-connections",
                        "97",
                        c -> c.advice().databaseConnections(),
                        97),
                setting("leasewatch.advice.database-cores", "8", c -> c.advice().databaseCores(), 8),
                setting(
                        "leasewatch.advice.database-spindles",
                        "2",
                        c -> c.advice().databaseSpindles(),
                        2),
                setting(
                        "leasewatch.pool.sustained-after",
                        "PT1M",
                        c -> c.pool().sustainedAfter(),
                        Duration.ofMinutes(1)),
                setting("leasewatch.pool.long-hold", "PT2S", c -> c.pool().longHold(), Duration.ofSeconds(2)),
                setting("leasewatch.stranded.after", "PT3S", c -> c.pool().strandedAfter(), Duration.ofSeconds(3)),
                setting(
                        "leasewatch.pool.expected-full",
                        "jdbc/a, jdbc/b",
                        c -> c.pool().expectedFull(),
                        Set.of("jdbc/a", "jdbc/b")),
                setting("leasewatch.summary.interval", "PT2M", c -> c.pool().summaryInterval(), Duration.ofMinutes(2)),
                setting(
                        "leasewatch.pgbouncer.url",
                        "jdbc:postgresql://a:6432/pgbouncer, jdbc:postgresql://b/pgbouncer",
                        c -> c.pgbouncer().addresses().stream()
                                .map(PgBouncerAddress::name)
                                .toList(),
                        List.of("a:6432", "b:5432")),
                setting(
                        "leasewatch.pgbouncer.user",
                        "watcher",
                        c -> c.pgbouncer().user(),
                        "watcher"),
                setting(
                        "leasewatch.pgbouncer.password",
                        "hush",
                        c -> c.pgbouncer().password(),
                        "hush"),
                setting(
                        "leasewatch.pgbouncer.timeout",
                        "PT1S",
                        c -> c.pgbouncer().timeout(),
                        Duration.ofSeconds(1)),
                setting(
                        "leasewatch.pgbouncer.interval",
                        "PT1M",
                        c -> c.pgbouncer().interval(),
                        Duration.ofMinutes(1)),
                setting(
                        "leasewatch.redis.url",
                        "rediss://cache:6380",
                        c -> c.redis().address(),
                        Optional.of(new RedisAddress("cache", 6380, true))),
                setting("leasewatch.redis.user", "watcher", c -> c.redis().user(), "watcher"),
                setting("leasewatch.redis.password", "s3cret", c -> c.redis().password(), "s3cret"),
                setting("leasewatch.redis.timeout", "PT1S", c -> c.redis().timeout(), Duration.ofSeconds(1)),
                setting("leasewatch.redis.interval", "PT1M", c -> c.redis().interval(), Duration.ofMinutes(1)),
                setting("leasewatch.alerts.size", "10000", c -> c.alert().size(), 10_000),
                setting("leasewatch.alerts.cooldown", "PT0S", c -> c.alert().cooldown(), Duration.ZERO),
                setting("leasewatch.alerts.critical-leaks", "1", c -> c.alert().criticalLeaks(), 1),
                setting(
                        "leasewatch.alerts.rules",
                        "busy: in-use > 5, leaks: disabled",
                        c -> c.alert().rules(),
                        List.of(RuleSettings.parse("busy: in-use > 5"), RuleSettings.parse("leaks: disabled"))),
                setting(
                        "leasewatch.alerts.source",
                        "shop-1:9080",
                        c -> c.channels().source(),
                        "shop-1:9080"),
                setting("leasewatch.alerts.link", URL, c -> c.channels().link(), URI.create(URL)),
                setting("leasewatch.alerts.webhook.url", URL, c -> c.channels().webhook(), URI.create(URL)),
                setting(
                        "leasewatch.alerts.webhook.secret",
                        "a secret of letters",
                        c -> c.channels().secret(),
                        "a secret of letters"),
                setting("leasewatch.alerts.slack.url", URL, c -> c.channels().slack(), URI.create(URL)),
                setting(
                        "leasewatch.alerts.alertmanager.url",
                        URL,
                        c -> c.channels().alertmanager(),
                        URI.create(URL)),
                setting(
                        "leasewatch.alerts.alertmanager.interval",
                        "PT1H",
                        c -> c.channels().interval(),
                        Duration.ofHours(1)),
                setting(
                        "leasewatch.alerts.private-addresses",
                        "true",
                        c -> c.channels().privateAddresses(),
                        true),
                setting("leasewatch.metrics.most-pools", "7", c -> c.metrics().mostPools(), 7),
                setting(
                        "leasewatch.metrics.most-services",
                        "3",
                        c -> c.metrics().mostServices(),
                        3),
                setting("leasewatch.influx.url", URL, c -> c.influx().url(), URI.create(URL)),
                setting("leasewatch.influx.bucket", "a b", c -> c.influx().bucket(), "a b"),
                setting("leasewatch.influx.org", "shop", c -> c.influx().org(), "shop"),
                setting("leasewatch.influx.token", "t0ken==", c -> c.influx().token(), "t0ken=="),
                setting("leasewatch.influx.database", "metrics", c -> c.influx().database(), "metrics"),
                setting("leasewatch.influx.user", "ada", c -> c.influx().user(), "ada"),
                setting(
                        "leasewatch.influx.password",
                        "pässword",
                        c -> c.influx().password(),
                        "pässword"),
                setting("leasewatch.influx.interval", "PT1S", c -> c.influx().interval(), Duration.ofSeconds(1)),
                setting(
                        "leasewatch.health.check-leaks",
                        "false",
                        c -> c.health().checkLeaks(),
                        false),
                setting(
                        "leasewatch.health.most-open-leaks",
                        "0",
                        c -> c.health().mostOpenLeaks(),
                        0),
                setting(
                        "leasewatch.health.check-exhaustion",
                        "false",
                        c -> c.health().checkExhaustion(),
                        false),
                setting(
                        "leasewatch.health.exhaustion-after",
                        "PT0S",
                        c -> c.health().exhaustionAfter(),
                        Duration.ZERO),
                setting(
                        "leasewatch.api.operations-per-minute",
                        "1",
                        c -> c.access().operationsPerMinute(),
                        1),
                setting(
                        "leasewatch.api.failed-logins-per-minute",
                        "3",
                        c -> c.access().failedLoginsPerMinute(),
                        3),
                setting("leasewatch.api.largest-body", "1024", c -> c.access().largestBody(), 1024),
                setting(
                        "leasewatch.readyz.allowed",
                        "198.51.100.7",
                        c -> c.access().mayAskReadyz("198.51.100.7"),
                        true));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void settingArrivesWhereItBelongs(String key, String value, Function<Configuration, ?> read, Object expected) {
        Configuration configuration = Configuration.from(new FakeConfig().with(key, value));

        assertThat(read.apply(configuration)).isEqualTo(expected);
        assertThat(read.apply(Configuration.from(new FakeConfig()))).isNotEqualTo(expected);
    }

    @Test
    void everyKeyIsTriedAbove() {
        Set<Object> tried = settings().map(arguments -> arguments.get()[0]).collect(Collectors.toSet());

        assertThat(tried).isEqualTo(Keys.ALL.stream().map(Key::name).collect(Collectors.toSet()));
    }

    static Stream<Arguments> wrongValues() {
        return Keys.ALL.stream()
                .flatMap(key -> wrong(key.rule().words()).stream()
                        .map(value -> Arguments.of(key.name(), key.rule().words(), value)));
    }

    /** What no value may be, by the words of the rule. */
    private static List<String> wrong(String rule) {
        Map<String, List<String>> byRule = Map.ofEntries(
                Map.entry("true or false", List.of("yes", "1", "TRUE")),
                Map.entry(
                        "a directory, absolute or relative to the server's output directory, without ..",
                        List.of(" ", "..", "../exports", "exports/../../etc", "a\0b")),
                Map.entry("one of site, full, sampled, off", List.of("all", "site,off")),
                Map.entry("one of never, application, all", List.of("always", "never,all")),
                Map.entry("one of off, dry-run, on", List.of("perhaps", "dry run")),
                Map.entry(
                        "a comma-separated list of class name prefixes such as com.acme., or empty",
                        List.of("com.acme.,,org.acme.", ",com.acme.", "com.acme.*", "com acme", "com/acme", ".")),
                Map.entry(
                        "a comma-separated list of pools such as jdbc/listener, or empty",
                        List.of("jdbc/a,,jdbc/b", ",jdbc/a")),
                Map.entry(
                        "a comma-separated list of thresholds such as pool:jdbc/reports=PT5M, or empty",
                        List.of("jdbc/reports=PT5M", "pool:jdbc/reports", "pool:jdbc/reports=PT0S", "shelf:a=PT1S")),
                Map.entry(
                        "a comma-separated list of methods such as io.example.Poller.run, with an optional reason:"
                                + " io.example.Poller.run=polls, or empty",
                        List.of("run", "Poller.java:", "io.example.Poller.run()", "=polls")),
                Map.entry(
                        "a comma-separated list of rules such as busy: utilization >= 90 for PT5M, or empty",
                        List.of("busy: in-use > 1, busy: in-use > 2")),
                Map.entry(url("https://app.example.com/leasewatch"), NO_URLS),
                Map.entry(url("https://example.com/alerts"), NO_URLS),
                Map.entry(url("https://hooks.slack.com/services/T/B/X"), NO_URLS),
                Map.entry(url("http://alertmanager.example.com:9093"), NO_URLS),
                Map.entry(url("http://influxdb.example.com:8086"), NO_URLS),
                Map.entry(
                        "a text of up to 1000 printable ASCII characters, or empty",
                        List.of("t0ken\r\nX-Other: 1", "tökén", "x".repeat(1_001))),
                Map.entry("a text of 16 to 1000 characters, or empty", List.of("fifteen letters", "x".repeat(1_001))),
                Map.entry(
                        "a host name of letters, digits, dots and hyphens, with an optional port, or empty",
                        List.of("shop 1", "shop/1", "shop:http", "läden")),
                Map.entry("a duration from PT1S to PT1H", List.of("PT0.9S", "PT61M", "often")),
                Map.entry(
                        "a comma-separated list of capture modes such as pool:jdbc/batch=off, or empty",
                        List.of("jdbc/batch=off", "pool:jdbc/batch", "pool:jdbc/batch=never", "site:A.java:1=off")),
                Map.entry(
                        "a URL such as redis://localhost:6379 (rediss: for TLS) without user, password, database,"
                                + " parameters, or empty",
                        List.of("cache:6379", "redis://cache:0", "redis://:s3cret@cache", "redis://cache/1")),
                Map.entry("a text of up to 200 characters, or empty", List.of("x".repeat(201))),
                Map.entry("a text of up to 1000 characters, or empty", List.of("x".repeat(1001))),
                Map.entry("a comma-separated list of class name prefixes", List.of("a,,b", ",", " ")),
                Map.entry(
                        "a comma-separated list of address ranges such as 10.0.0.0/8",
                        List.of("localhost", "10.0.0.0/33", "10.0.0.0/8,,::1", "10.0.0.0/x")),
                Map.entry(
                        "a comma-separated list of console URLs without user and password such as"
                                + " jdbc:postgresql://localhost:6432/pgbouncer, or empty",
                        List.of("localhost:6432", "jdbc:postgresql://a,b/pgbouncer", "jdbc:h2:mem:x")),
                Map.entry(
                        "a URL that begins with jdbc:postgresql: and contains no user and no password, or empty",
                        List.of("jdbc:h2:mem:x", "postgresql://a/b")),
                Map.entry(
                        "a comma-separated list of JNDI names such as jdbc/orders, or empty",
                        List.of("ldap://a/b", "rmi:b", "jdbc/a,,jdbc/b")),
                Map.entry("a duration longer than zero, such as PT30S", List.of("PT0S", "PT-1S", "30", "30s")),
                Map.entry("a duration of zero or longer, such as PT30S", List.of("PT-0.001S", "30", "never")),
                Map.entry("a whole number from 1 to 500", List.of("0", "501")),
                Map.entry("a whole number from 0 to 100000", List.of("-1", "100001", "1.5", "many", "99999999999")),
                Map.entry("a whole number from 0 to 10000", List.of("-1", "10001", "many")),
                Map.entry("a whole number from 1 to 10000000", List.of("0", "10000001")),
                Map.entry("a duration from PT1M to PT8784H", List.of("PT59S", "P367D", "day")),
                Map.entry("a JNDI name such as jdbc/history, or empty", List.of("ldap://a/b", "jdbc/a,jdbc/b", "a b")),
                Map.entry("a whole number from 1 to 100000", List.of("0", "100001")),
                Map.entry("a whole number from 1 to 1000000", List.of("0", "1000001", "1.5")),
                Map.entry("a whole number from 1024 to 1048576", List.of("1023", "1048577", "64k")),
                Map.entry("a whole number from 1 to 100", List.of("0", "101")),
                Map.entry("a whole number from 0 to 1000", List.of("-1", "1001")),
                Map.entry(
                        "a comma-separated list of JNDI names of data sources, or empty",
                        List.of("jdbc/a,,jdbc/b", "jdbc/a jdbc/b")),
                Map.entry("a whole number from 1 to 10000", List.of("0", "10001")),
                Map.entry(
                        "a number greater than 0, at most 1", List.of("0", "-0.1", "1.01", "80%", "NaN", "Infinity")));
        return byRule.getOrDefault(rule, List.of());
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void wrongValueIsRefusedWithKeyRuleAndValue(String key, String rule, String value) {
        FakeConfig config = new FakeConfig().with(key, value);

        assertThatThrownBy(() -> Configuration.from(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(key + " must be " + rule + ", was " + shown(key, value));
    }

    private static String shown(String name, String value) {
        return Keys.ALL.stream()
                .filter(key -> key.name().equals(name))
                .map(key -> key.shown(value))
                .findFirst()
                .orElseThrow();
    }

    private static String url(String such) {
        return "an http or https URL without user and fragment, such as " + such + ", or empty";
    }

    @Test
    void wrongAlertRuleOfManyIsNamedWithWhatIsWrongWithIt() {
        FakeConfig config = new FakeConfig().with("leasewatch.alerts.rules", "busy: in-use > 5, full: beauty > 5");

        assertThatThrownBy(() -> Configuration.from(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("leasewatch.alerts.rules must be a comma-separated list of rules such as ")
                .hasMessageContaining("; in full: beauty > 5 metric must be one of utilization, ");
    }

    @Test
    void passwordIsNotInTheErrorThatRefusesIt() {
        FakeConfig secret = new FakeConfig().with("leasewatch.redis.password", "s3cret".repeat(200));
        FakeConfig url = new FakeConfig().with("leasewatch.redis.url", "redis://watcher:s3cret@cache:6379");

        assertThatThrownBy(() -> Configuration.from(secret))
                .hasMessageContaining("leasewatch.redis.password must be")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> Configuration.from(url))
                .hasMessageContaining("leasewatch.redis.url must be")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void passwordInAnUrlIsRefusedAndNotRepeated() {
        FakeConfig config =
                new FakeConfig().with("leasewatch.postgres.url", "jdbc:postgresql://a/b?Password=hush&ssl=true");

        assertThatThrownBy(() -> Configuration.from(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("leasewatch.postgres.url must be a URL")
                .hasMessageNotContaining("hush");
    }

    @Test
    void wrongValuesAreTriedForEveryKey() {
        Set<Object> tried =
                wrongValues().map(arguments -> arguments.get()[0]).collect(Collectors.toCollection(TreeSet::new));

        assertThat(tried)
                .containsExactlyInAnyOrderElementsOf(
                        Keys.ALL.stream().map(Key::name).toList());
    }

    @Test
    void prefixThatIsBothAnApplicationsAndIgnoredIsRefused() {
        FakeConfig config = new FakeConfig()
                .with("leasewatch.capture.application-packages", "com.acme.")
                .with("leasewatch.capture.ignored-packages", "org.acme.,com.acme.");

        assertThatThrownBy(() -> Configuration.from(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("leasewatch.capture.application-packages must not name a prefix that"
                        + " leasewatch.capture.ignored-packages names too, was com.acme.");
    }

    @Test
    void longestRetryThatIsShorterThanTheFirstIsRefused() {
        FakeConfig config = new FakeConfig().with("leasewatch.database.first-retry", "PT31S");

        assertThatThrownBy(() -> Configuration.from(config))
                .hasMessage("leasewatch.database.longest-retry must not be shorter than"
                        + " leasewatch.database.first-retry, which is PT31S, was PT30S");
    }

    @Test
    void criticalUtilizationBelowTheWarningIsRefused() {
        FakeConfig config = new FakeConfig().with("leasewatch.pool.warning", "0.97");

        assertThatThrownBy(() -> Configuration.from(config))
                .hasMessage("leasewatch.pool.critical must not be below leasewatch.pool.warning, which is 0.97, was"
                        + " 0.95");
    }

    @Test
    void criticalUtilizationMayBeThatOfTheWarning() {
        Configuration configuration = Configuration.from(new FakeConfig().with("leasewatch.pool.warning", "0.95"));

        assertThat(configuration.pool().warning())
                .isEqualTo(configuration.pool().critical());
    }

    @Test
    void misspeltKeyIsWarnedOfWithThoseThatThereAre() {
        assertThat(warnings("leasewatch.leak.treshold"))
                .containsExactly(
                        "WARNING LSW5002W: Unknown setting leasewatch.leak.treshold; it is ignored. Known settings of"
                                + " this section: leasewatch.leak.threshold, leasewatch.leak.report-executing,"
                                + " leasewatch.leak.check-interval, leasewatch.leak.memory,"
                                + " leasewatch.leak.log-stack, leasewatch.leak.resolved-after,"
                                + " leasewatch.leak.overrides.");
    }

    @Test
    void keyThatExistsIsNotWarnedOf() {
        assertThat(warnings("leasewatch.leak.threshold")).isEmpty();
        assertThat(warnings("leasewatch.enabled")).isEmpty();
    }

    @Test
    void keyAsAnEnvironmentVariableIsNotWarnedOf() {
        assertThat(warnings("LEASEWATCH_LEAK_CHECK_INTERVAL")).isEmpty();
        assertThat(warnings("LEASEWATCH_LEAK_TRESHOLD")).isEmpty();
    }

    @Test
    void variablesOfTheServerThatAreNoSettingsAreNotWarnedOf() {
        assertThat(warnings("leasewatch.viewer")).isEmpty();
        assertThat(warnings("leasewatch.issuer")).isEmpty();
        assertThat(warnings("leasewatch.lib")).isEmpty();
        assertThat(warnings("http.port")).isEmpty();
    }

    @Test
    void onlyForTryingOutMayEverythingBeReset() {
        assertThat(inProfile("dev").access().resettable()).isTrue();
        assertThat(inProfile("test").access().resettable()).isTrue();
        assertThat(inProfile("prod").access().resettable()).isFalse();
        assertThat(inProfile("").access().resettable()).isFalse();
    }

    @Test
    void readyzIsForThisMachineAndPrivateNetworks() {
        AccessSettings access = Configuration.from(new FakeConfig()).access();

        assertThat(List.of("127.0.0.1", "::1", "10.1.2.3", "172.31.0.9", "192.168.7.7", "fd00::1", "fe80::1%eth0"))
                .allMatch(access::mayAskReadyz);
        assertThat(List.of("8.8.8.8", "172.32.0.1", "192.169.0.1", "2001:db8::1", ""))
                .noneMatch(access::mayAskReadyz);
    }

    @Test
    void settingsOfHealthRefuseWhatMakesNoSense() {
        assertThatThrownBy(() -> new HealthSettings(true, -1, true, Duration.ZERO, true))
                .hasMessage("mostOpenLeaks must not be negative, was -1");
        assertThatThrownBy(() -> new HealthSettings(true, 1, true, Duration.ofSeconds(-1), true))
                .hasMessage("exhaustionAfter must not be negative, was PT-1S");
    }

    private static List<String> warnings(String name) {
        try (RecordedLog log = RecordedLog.of(Configuration.class)) {
            Configuration.warnOfUnknownKeys(new FakeConfig().with(name, "PT1S"));
            return log.lines();
        }
    }

    private static Configuration inProfile(String profile) {
        return Configuration.from(new FakeConfig().with("mp.config.profile", profile));
    }

    private static Arguments setting(String key, String value, Function<Configuration, Object> read, Object expected) {
        return Arguments.of(key, value, read, expected);
    }
}
