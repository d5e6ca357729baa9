package io.leasewatch.monitor.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.docs.RecordedLog;
import io.leasewatch.monitor.channel.DeliveryCounters.Way;
import io.leasewatch.spi.Alert;
import io.leasewatch.spi.AlertChannel;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChannelsTest {

    private final DeliveryCounters deliveries = new DeliveryCounters();

    @Test
    void channelsAreThereUnderTheirNamesAndOthersWhoseNameIsFree() {
        try (RecordedLog log = RecordedLog.of(Channels.class);
                Channels channels =
                        channels(new Own("pager"), new Own("slack"), new Own("Not A Name"), new Own("pager"))) {
            assertThat(channels.all())
                    .extracting(AlertChannel::name)
                    .containsExactly("quick", "webhook", "slack", "alertmanager", "pager");
            assertThat(log.lines()).hasSize(3).allMatch(line -> line.startsWith("WARNING LSW4105W: "));
        }
    }

    @Test
    void quickChannelIsCountedWhetherItWorksOrNot() {
        Own broken = new Own("quick");
        broken.failure = new IllegalStateException("a failure");
        try (Channels channels = new Channels(
                List.of(broken),
                List.of(),
                Set.of(),
                deliveries,
                new ManualClock(),
                Ticker.SYSTEM,
                ChannelSettings.DEFAULT)) {
            AlertChannel quick = channels.all().get(0);
            assertThatThrownBy(() -> quick.send(Alerts.firing("1"))).hasMessage("a failure");
            broken.failure = null;
            quick.send(Alerts.firing("1"));
        }

        assertThat(deliveries.counts())
                .containsEntry(new Way("quick", DeliveryOutcome.REFUSED), 1L)
                .containsEntry(new Way("quick", DeliveryOutcome.DELIVERED), 1L);
    }

    @Test
    void channelOfSomebodyElseMayHangWithoutAnybodyWaiting() {
        Own hanging = new Own("hanging");
        hanging.gate = new CountDownLatch(1);
        Own other = new Own("other");
        try (Channels channels = channels(hanging, other)) {
            channels.all().forEach(channel -> channel.send(Alerts.firing("1")));

            await().until(() -> other.sent.size() == 1);
            assertThat(hanging.sent).isEmpty();
            assertThat(other.threads).containsExactly("leasewatch-delivery-other");

            hanging.gate.countDown();
            await().until(() -> hanging.sent.size() == 1);
        }
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("leasewatch-delivery-")));
    }

    @Test
    void settingsSwitchChannelsOnAndOff() throws IOException {
        try (Receiver receiver = new Receiver();
                Channels channels = channels()) {
            channels.all().forEach(channel -> channel.send(Alerts.firing("1")));
            channels.apply(
                    new ChannelSettings(null, "", receiver.uri(), null, Duration.ofSeconds(30), null, "shop-1", true));
            channels.all().forEach(channel -> channel.send(Alerts.firing("2")));
            await().until(() -> deliveries.counts().containsKey(new Way("slack", DeliveryOutcome.DELIVERED)));
            channels.apply(ChannelSettings.DEFAULT);
            channels.all().forEach(channel -> channel.send(Alerts.firing("3")));

            assertThat(receiver.posted).singleElement().satisfies(posted -> {
                assertThat(posted.body()).contains("Alert 2 ").startsWith("{\"text\":");
                assertThat(posted.header("Content-type")).isEqualTo("application/json; charset=UTF-8");
            });
        }
    }

    @Test
    void whatIsSentAtTheLastMomentStillArrives() throws IOException {
        try (Receiver receiver = new Receiver()) {
            Channels channels = channels();
            channels.apply(
                    new ChannelSettings(receiver.uri(), "", null, null, Duration.ofSeconds(30), null, "shop-1", true));

            channels.all().forEach(channel -> channel.send(Alerts.firing("1")));
            channels.close();

            assertThat(receiver.posted).hasSize(1);
        }
    }

    @Test
    void alertsOfOnePoolAreOneThreadOfMessagesAtTheWebhook() throws IOException {
        try (Receiver receiver = new Receiver()) {
            Channels channels = channels();
            channels.apply(
                    new ChannelSettings(receiver.uri(), "", null, null, Duration.ofSeconds(30), null, "shop-1", true));

            for (Alert alert :
                    List.of(Alerts.firing("1"), Alerts.firing("2"), Alerts.resolved("1"), Alerts.resolved("2"))) {
                channels.all().forEach(channel -> channel.send(alert));
            }
            channels.close();

            assertThat(receiver.posted).hasSize(2);
            assertThat(receiver.posted.get(1).body()).contains("\"id\":\"1\"", "\"status\":\"resolved\"");
        }
    }

    @Test
    void settingsDoNotSayTheirSecrets() {
        ChannelSettings settings = new ChannelSettings(
                URI.create("https://a.example.com/t0ps3cret"),
                "t0ps3cret-and-more",
                URI.create("https://b.example.com/t0ps3cret"),
                URI.create("https://c.example.com/"),
                Duration.ofSeconds(30),
                null,
                "",
                true);

        assertThat(settings.toString()).doesNotContain("t0ps3cret").contains("slack=true");
    }

    private Channels channels(AlertChannel... others) {
        return new Channels(
                List.of(new Own("quick")),
                List.of(others),
                Set.of("leaks"),
                deliveries,
                new ManualClock(),
                Ticker.SYSTEM,
                ChannelSettings.DEFAULT);
    }

    /** As somebody else might make one. */
    private static final class Own implements AlertChannel {

        final List<Alert> sent = new CopyOnWriteArrayList<>();
        final List<String> threads = new CopyOnWriteArrayList<>();
        volatile CountDownLatch gate = new CountDownLatch(0);
        volatile @Nullable RuntimeException failure;
        private final String name;

        Own(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void send(Alert alert) {
            threads.add(Thread.currentThread().getName());
            try {
                gate.await();
            } catch (InterruptedException e) {
                return;
            }
            RuntimeException now = failure;
            if (now != null) {
                throw now;
            }
            sent.add(alert);
        }
    }
}
