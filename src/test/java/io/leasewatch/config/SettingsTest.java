package io.leasewatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.docs.RecordedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {

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

            assertThat(log.lines())
                    .containsExactly("INFO LSW5008I: leasewatch.enabled is false from now on; it was true.");
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

    @Test
    void settingThatIsWrongFromTheStartIsRefused() {
        config.with("leasewatch.leak.threshold", "soon");

        assertThatThrownBy(() -> new Settings(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("leasewatch.leak.threshold");
    }
}
