package io.leasewatch.monitor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.docs.RecordedLog;
import io.leasewatch.monitor.reclaim.ReclaimMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final List<String> CHANNELS = List.of("log", "event", "webhook", "slack", "alertmanager", "own");

    private final FakeConfig config = new FakeConfig();
    private final List<Duration> told = new ArrayList<>();

    @Test
    void followersAreToldWhatHoldsNowAndWhatChanges() {
        Settings settings = new Settings(config);
        settings.follow(now -> told.add(now.leak().threshold()));

        settings.refresh();
        config.with("leasewatch.leak.threshold", "PT7S");
        settings.refresh();
        settings.refresh();

        assertThat(told).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(7));
        assertThat(settings.current().leak().threshold()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void changeIsLoggedWithWhatItWas() {
        Settings settings = new Settings(config);
        config.with("leasewatch.enabled", "false");

        try (RecordedLog log = RecordedLog.of(Settings.class)) {
            settings.refresh();

            assertThat(log.lines()).containsExactly("INFO LSW5008I: leasewatch.enabled changed from true to false.");
        }
    }

    @Test
    void changeThatIsWrongIsSpokenOfOnceAndWhatHeldGoesOnHolding() {
        Settings settings = new Settings(config);
        settings.follow(now -> told.add(now.leak().threshold()));
        config.with("leasewatch.leak.threshold", "soon").with("leasewatch.enabled", "false");

        try (RecordedLog log = RecordedLog.of(Settings.class)) {
            settings.refresh();
            settings.refresh();

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("LSW5009W", "leasewatch.leak.threshold", "soon");
        }
        assertThat(settings.current().lease().enabled()).isTrue();
        assertThat(told).hasSize(1);

        config.with("leasewatch.leak.threshold", "PT7S");
        settings.refresh();
        assertThat(settings.current().lease().enabled()).isFalse();
        assertThat(told).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "leaks: channels pager | leasewatch.alerts.rules must name channels that are configured, which are log, event, own, was pager in the rule leaks; there is no channel pager",
                "busy: in-use > 5 channels log+slack | leasewatch.alerts.rules must name channels that are configured, which are log, event, own, was slack in the rule busy; slack needs leasewatch.alerts.slack.url",
                "busy: in-use > 5 channels alertmanager | leasewatch.alerts.rules must name channels that are configured, which are log, event, own, was alertmanager in the rule busy; alertmanager needs leasewatch.alerts.alertmanager.url"
            })
    void ruleThatNamesAChannelThatIsNotConfiguredIsRefusedAtTheStartAndLater(String rule, String why) {
        Settings later = new Settings(new FakeConfig());
        later.setChannels(CHANNELS);
        Settings settings = new Settings(config.with("leasewatch.alerts.rules", rule));

        assertThatThrownBy(() -> settings.setChannels(CHANNELS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(why);
        assertThatThrownBy(() -> later.change(Map.of("leasewatch.alerts.rules", rule), "ada"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(why);
    }

    @Test
    void ruleMayNameEveryChannelThatIsConfiguredAndADisabledOneAny() {
        config.with("leasewatch.alerts.slack.url", "https://example.com/slack")
                .with("leasewatch.alerts.rules", "leaks: channels slack+log+own, peak: channels webhook disabled");
        Settings settings = new Settings(config);

        settings.setChannels(CHANNELS);

        assertThat(settings.channels()).containsExactly("log", "event", "slack", "own");
    }

    @Test
    void channelThatARuleNamesCannotBeSwitchedOffWithoutTheRule() {
        Settings settings = new Settings(config);
        settings.setChannels(CHANNELS);
        settings.change(
                Map.of(
                        "leasewatch.alerts.slack.url", "https://example.com/slack",
                        "leasewatch.alerts.rules", "leaks: channels slack"),
                "ada");
        Map<String, @Nullable String> off = new HashMap<>();
        off.put("leasewatch.alerts.slack.url", null);

        assertThatThrownBy(() -> settings.change(off, "ada")).hasMessageContaining("was slack in the rule leaks");
        assertThat(settings.current().channels().slack()).isNotNull();
        off.put("leasewatch.alerts.rules", null);
        settings.change(off, "ada");

        assertThat(settings.current().channels().slack()).isNull();
    }

    @Test
    void configurationThatSwitchesTheChannelOfARuleOffIsIgnoredWithTheReason() {
        config.with("leasewatch.alerts.slack.url", "https://example.com/slack")
                .with("leasewatch.alerts.rules", "leaks: channels slack");
        Settings settings = new Settings(config);
        settings.setChannels(CHANNELS);
        config.with("leasewatch.alerts.slack.url", "");

        try (RecordedLog log = RecordedLog.of(Settings.class)) {
            settings.refresh();

            assertThat(log.lines()).singleElement().asString().contains("LSW5009W", "was slack in the rule leaks");
        }
        assertThat(settings.current().channels().slack()).isNotNull();
    }

    @Test
    void settingThatIsWrongFromTheStartIsRefused() {
        config.with("leasewatch.leak.threshold", "soon");

        assertThatThrownBy(() -> new Settings(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("leasewatch.leak.threshold");
    }

    @Test
    void whatIsSaidComesBeforeWhatIsConfiguredUntilItIsTakenBack() {
        config.with("leasewatch.leak.threshold", "PT7S");
        Settings settings = new Settings(config);
        settings.follow(now -> told.add(now.leak().threshold()));

        settings.change(Map.of("leasewatch.leak.threshold", "PT3S"), "ada");
        config.with("leasewatch.leak.threshold", "PT8S");
        settings.refresh();
        assertThat(setting(settings, "leasewatch.leak.threshold"))
                .extracting(Setting::value, Setting::byDefault, Setting::from)
                .containsExactly("PT3S", "PT30S", "override");
        Map<String, @Nullable String> takenBack = new HashMap<>();
        takenBack.put("leasewatch.leak.threshold", null);
        settings.change(takenBack, "ada");

        assertThat(told)
                .startsWith(Duration.ofSeconds(7), Duration.ofSeconds(3))
                .endsWith(Duration.ofSeconds(8));
        assertThat(setting(settings, "leasewatch.leak.threshold").from()).isEqualTo("configuration");
        assertThat(setting(settings, "leasewatch.enabled").from()).isEqualTo("default");
    }

    @Test
    void changeThatIsSaidIsLoggedWithWhoSaidIt() {
        Settings settings = new Settings(config);

        try (RecordedLog log = RecordedLog.of(Settings.class)) {
            settings.change(Map.of("leasewatch.reclaim.mode", "dry-run"), "ada");

            assertThat(log.lines())
                    .containsExactly("INFO LSW5010I: ada changed leasewatch.reclaim.mode from off to dry-run.");
        }
        assertThat(settings.current().reclaim().mode()).isEqualTo(ReclaimMode.DRY_RUN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "leasewatch.leak.threshold | soon | leasewatch.leak.threshold must be a duration longer than zero, such as PT30S, was soon",
                "leasewatch.leak.treshold  | PT1S | leasewatch.leak.treshold must be one of leasewatch.enabled, ",
                "leasewatch.leak.memory    | 7    | leasewatch.leak.memory cannot change while the monitor runs, because",
                "leasewatch.pgbouncer.url  | '' | leasewatch.pgbouncer.url cannot change through the API, because",
                "leasewatch.pgbouncer.password | x | leasewatch.pgbouncer.password cannot change through the API, because",
                "leasewatch.alerts.alertmanager.url | '' | leasewatch.alerts.alertmanager.url cannot change through the API, because",
                "leasewatch.alerts.private-addresses | true | leasewatch.alerts.private-addresses cannot change through the API, because",
                "leasewatch.alerts.slack.url | ******** | leasewatch.alerts.slack.url must be left out or be a new value, was ********, the mask of a secret",
                "leasewatch.alerts.slack.url | ftp://t0ps3cret | leasewatch.alerts.slack.url must be an http or https URL without user and fragment, such as https://hooks.slack.com/services/T/B/X, or empty, was ********",
                "leasewatch.pool.critical  | 0.5  | leasewatch.pool.critical must not be below leasewatch.pool.warning",
            })
    void wrongChangeIsRefusedAsAWhole(String key, String value, String words) {
        Settings settings = new Settings(config);

        assertThatThrownBy(() -> settings.change(Map.of(key, value, "leasewatch.enabled", "false"), "ada"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(words);

        assertThat(settings.current().lease().enabled()).isTrue();
        assertThat(settings.all()).extracting(Setting::from).containsOnly("default");
    }

    @Test
    void passwordIsShownToNobody() {
        config.with("leasewatch.pgbouncer.password", "open-sesame");
        Settings settings = new Settings(config);
        assertThat(setting(settings, "leasewatch.pgbouncer.password").value()).isEqualTo("********");

        try (RecordedLog log = RecordedLog.of(Settings.class)) {
            config.with("leasewatch.pgbouncer.password", "open-barley");
            settings.refresh();

            assertThat(log.lines())
                    .containsExactly("INFO LSW5008I: leasewatch.pgbouncer.password changed from ******** to ********.");
        }
        assertThat(settings.current().pgbouncer().password()).isEqualTo("open-barley");
        assertThat(settings.current()).asString().doesNotContain("open-barley");
    }

    @Test
    void passwordThatIsNotSetIsShownToBeMissing() {
        assertThat(setting(new Settings(config), "leasewatch.pgbouncer.password")
                        .value())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db:6432/pgbouncer?user=ada&password=open-sesame",
                "jdbc:postgresql://ada:open-sesame@db:6432/pgbouncer",
            })
    void passwordInAUrlIsRefusedAndNotRepeated(String url) {
        config.with("leasewatch.pgbouncer.url", url);

        assertThatThrownBy(() -> new Settings(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("leasewatch.pgbouncer.url must be a comma-separated list of console URLs")
                .hasMessageContaining("db:6432/pgbouncer")
                .hasMessageNotContaining("open-sesame");
    }

    @Test
    void addressAndSecretOfAChannelAreShownToNobody() {
        config.with("leasewatch.alerts.webhook.url", "https://example.com/t0ps3cret");
        Settings settings = new Settings(config);

        try (RecordedLog log = RecordedLog.of(Settings.class)) {
            settings.change(Map.of("leasewatch.alerts.webhook.url", "https://example.com/t0ps3cret-2"), "ada");
            settings.change(Map.of("leasewatch.alerts.webhook.secret", "t0ps3cret-and-long"), "ada");
            config.with("leasewatch.alerts.slack.url", "https://example.com/t0ps3cret");
            settings.refresh();

            assertThat(log.lines())
                    .containsExactly(
                            "INFO LSW5010I: ada changed leasewatch.alerts.webhook.url from ******** to ********.",
                            "INFO LSW5010I: ada changed leasewatch.alerts.webhook.secret from (empty) to ********.",
                            "INFO LSW5008I: leasewatch.alerts.slack.url changed from (empty) to ********.");
        }
        assertThat(settings.all().toString()).doesNotContain("t0ps3cret");
        assertThat(settings.current().channels().webhook()).hasToString("https://example.com/t0ps3cret-2");
        assertThat(setting(settings, "leasewatch.alerts.slack.url").value()).isEqualTo("********");
    }

    private static Setting setting(Settings settings, String key) {
        return settings.all().stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void secretIsShownToNobody() {
        Settings settings = new Settings(config.with("leasewatch.redis.password", "old s3cret"));
        config.with("leasewatch.redis.password", "new s3cret");

        try (RecordedLog log = RecordedLog.of(Settings.class)) {
            settings.refresh();

            assertThat(log.lines())
                    .containsExactly("INFO LSW5008I: leasewatch.redis.password changed from ******** to ********.");
        }
        assertThat(settings.current().redis().password()).isEqualTo("new s3cret");
        assertThat(settings.all().toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "leasewatch.redis.url, redis://evil.example.com",
        "leasewatch.redis.user, evil",
        "leasewatch.redis.password, evil"
    })
    void whereASecretIsSentIsNotSaidThroughTheApi(String key, String value) {
        Settings settings = new Settings(config);

        assertThatThrownBy(() -> settings.change(Map.of(key, value), "ada"))
                .hasMessage(
                        key + " cannot change through the API, because it decides where a password is sent; set it in"
                                + " the configuration of the server");
    }
}
