package io.leasewatch.monitor.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.time.ManualTicker;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.docs.RecordedLog;
import io.leasewatch.monitor.channel.DeliveryCounters.Way;
import io.leasewatch.programs.Alertmanager;
import io.leasewatch.spi.Alert;
import io.leasewatch.spi.Alert.Status;
import io.leasewatch.spi.Severity;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertmanagerChannelTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final DeliveryCounters deliveries = new DeliveryCounters();

    @Test
    void realAlertmanagerShowsWhatFiresAndForgetsWhatIsResolved(@TempDir Path folder) throws Exception {
        try (Alertmanager manager = Alertmanager.start(folder);
                AlertmanagerChannel channel = new AlertmanagerChannel(
                        new HttpPost(Ticker.SYSTEM),
                        deliveries,
                        InstantSource.system(),
                        Ticker.SYSTEM,
                        settings(manager.uri(), Duration.ofSeconds(1)))) {
            channel.send(alert(Status.FIRING));
            JsonObject alert = await().atMost(SOON)
                    .until(manager::alerts, alerts -> alerts.size() == 1)
                    .get(0);

            assertThat(alert.getJsonObject("labels"))
                    .isEqualTo(Json.createObjectBuilder()
                            .add("alertname", "leaks")
                            .add("severity", "warning")
                            .add("pool", "jdbc/app")
                            .add("instance", "shop-1.example.com")
                            .build());
            assertThat(alert.getString("generatorURL")).isEqualTo("https://shop.example.com/leasewatch/?alert=7");
            assertThat(alert.getJsonObject("annotations").getString("summary")).contains("Orders.java:41");
            assertThat(alert.getJsonObject("status").getString("state")).isEqualTo("active");

            Instant lapse = end(alert);
            await().atMost(SOON).until(() -> {
                channel.tick();
                return manager.alerts().size() == 1
                        && end(manager.alerts().get(0)).isAfter(lapse);
            });

            channel.send(alert(Status.RESOLVED));
            await().atMost(SOON).until(() -> manager.alerts().isEmpty());
        }
        assertThat(deliveries.counts()).containsOnlyKeys(new Way("alertmanager", DeliveryOutcome.DELIVERED));
    }

    @Test
    void whatFiresIsSaidAgainAfterEachInterval() throws IOException {
        ManualTicker ticker = new ManualTicker();
        ManualClock clock = new ManualClock();
        try (Receiver receiver = new Receiver();
                AlertmanagerChannel channel = new AlertmanagerChannel(
                        new HttpPost(Ticker.SYSTEM),
                        deliveries,
                        clock,
                        ticker,
                        settings(receiver.uri(), Duration.ofSeconds(30)))) {
            channel.tick();
            channel.send(Alerts.firing("7"));
            await().until(() -> receiver.posted.size() == 1);
            assertThat(receiver.posted.get(0).path()).isEqualTo("/api/v2/alerts");

            ticker.advance(Duration.ofSeconds(29));
            channel.tick();
            ticker.advance(Duration.ofSeconds(1));
            clock.advance(Duration.ofSeconds(30));
            channel.tick();
            channel.tick();
            await().until(() -> receiver.posted.size() == 2);
            await().until(() ->
                    deliveries.counts().getOrDefault(new Way("alertmanager", DeliveryOutcome.DELIVERED), 0L) == 2);

            JsonArray said = Json.createReader(
                            new StringReader(receiver.posted.get(1).body()))
                    .readArray();
            assertThat(Instant.parse(said.getJsonObject(0).getString("endsAt")))
                    .isEqualTo(clock.instant().plusSeconds(120));
        }
    }

    @Test
    void alertmanagerThatIsToldOfLaterLearnsWhatFiresThen() throws IOException {
        ManualTicker ticker = new ManualTicker();
        try (Receiver receiver = new Receiver();
                AlertmanagerChannel channel = new AlertmanagerChannel(
                        new HttpPost(Ticker.SYSTEM), deliveries, new ManualClock(), ticker, ChannelSettings.DEFAULT)) {
            channel.send(Alerts.firing("7"));
            assertThat(deliveries.counts()).isEmpty();

            channel.apply(settings(receiver.uri(), Duration.ofSeconds(30)));
            ticker.advance(Duration.ofSeconds(30));
            channel.tick();

            await().until(() -> receiver.posted.size() == 1);
            assertThat(receiver.posted.get(0).body()).contains("\"alertname\":\"leaks\"");
        }
    }

    @Test
    void alertmanagerThatIsAwayIsToldEverythingWhenItIsBackAndNothingPilesUpMeanwhile() throws IOException {
        ManualTicker ticker = new ManualTicker();
        try (Receiver receiver = new Receiver();
                RecordedLog log = RecordedLog.of(AlertDeliveryListener.class);
                AlertmanagerChannel channel = new AlertmanagerChannel(
                        new HttpPost(Ticker.SYSTEM),
                        deliveries,
                        new ManualClock(),
                        ticker,
                        settings(receiver.uri(), Duration.ofSeconds(30)))) {
            receiver.replies(503);
            channel.send(Alerts.firing("0"));
            await().until(() -> deliveries.counts().containsKey(new Way("alertmanager", DeliveryOutcome.RETRIED)));
            for (int i = 1; i < 50; i++) {
                channel.send(Alerts.saying("alert " + i));
            }

            ticker.advance(Duration.ofMinutes(1));
            // A courier waits by the clock on the wall, so it is to be woken.
            channel.send(Alerts.firing("0"));
            await().atMost(SOON).until(() -> receiver.posted.size() >= 2);

            assertThat(receiver.posted.get(1).body()).contains("\"leaks\"", "\"busy\"", "alert 49");
            assertThat(receiver.posted.size()).isLessThanOrEqualTo(4);
            assertThat(log.lines()).first().asString().contains("LSW4101W", "503");
        }
    }

    /** An Alertmanager takes nothing that begins after its end. */
    private static Alert alert(Status status) {
        return Alerts.alert("7", Severity.WARNING, status, Instant.now());
    }

    private static Instant end(JsonObject alert) {
        return OffsetDateTime.parse(alert.getString("endsAt")).toInstant();
    }

    private static ChannelSettings settings(URI alertmanager, Duration interval) {
        return new ChannelSettings(
                null,
                "",
                null,
                URI.create("http://" + alertmanager.getAuthority() + "/"),
                interval,
                URI.create("https://shop.example.com/leasewatch"),
                "shop-1.example.com",
                false);
    }
}
