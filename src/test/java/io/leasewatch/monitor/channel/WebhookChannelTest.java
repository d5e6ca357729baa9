package io.leasewatch.monitor.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.docs.RecordedLog;
import io.leasewatch.monitor.channel.DeliveryCounters.Way;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookChannelTest {

    private static final String SECRET = "correct horse battery staple";

    private final ManualClock clock = new ManualClock();
    private final DeliveryCounters deliveries = new DeliveryCounters();
    private Receiver receiver;
    private WebhookChannel channel;

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
        channel = channel(settings(receiver.uri(), SECRET, true));
    }

    @AfterEach
    void close() {
        channel.close();
        receiver.close();
    }

    @Test
    void alertIsACloudEvent() {
        channel.send(Alerts.firing("7"));

        JsonObject event = json(posted(1));
        assertThat(posted(1).header("Content-type")).isEqualTo("application/cloudevents+json; charset=UTF-8");
        assertThat(event.getString("specversion")).isEqualTo("1.0");
        assertThat(event.getString("id")).isNotEmpty();
        assertThat(URI.create(event.getString("source")).toString()).isEqualTo("//shop-1.example.com/leasewatch");
        assertThat(event.getString("type")).isEqualTo("io.leasewatch.alert.firing");
        assertThat(event.getString("subject")).isEqualTo("jdbc/app");
        assertThat(Instant.parse(event.getString("time"))).isEqualTo(Alerts.SINCE);
        assertThat(event.getString("datacontenttype")).isEqualTo("application/json");
        // Attribute names are of small letters and digits.
        assertThat(event.keySet()).allMatch(name -> name.matches("[a-z0-9]{1,20}"));
        JsonObject data = event.getJsonObject("data");
        assertThat(data.getString("rule")).isEqualTo("leaks");
        assertThat(data.getString("severity")).isEqualTo("warning");
        assertThat(data.getString("status")).isEqualTo("firing");
        assertThat(data.getString("link")).isEqualTo("https://shop.example.com/leasewatch/?alert=7");
        assertThat(data.getJsonObject("metadata").getJsonArray("connections").getJsonObject(0))
                .isEqualTo(Json.createObjectBuilder()
                        .add("id", 7)
                        .add("endpoint", "GET /api/orders")
                        .add("age", 31.5)
                        .add("userId", "ada")
                        .add("site", "Orders.java:41 (<init>)")
                        .build());
    }

    @Test
    void everyEventHasAnIdOfItsOwnAndKeepsItWhenItIsTriedAgain() {
        receiver.replies(500);
        channel.send(Alerts.firing("7"));
        channel.send(Alerts.resolved("7"));

        String first = json(posted(1)).getString("id");
        assertThat(json(posted(2)).getString("id")).isEqualTo(first);
        assertThat(json(posted(3)).getString("id")).isNotEqualTo(first);
        assertThat(json(posted(3)).getString("type")).isEqualTo("io.leasewatch.alert.resolved");
    }

    @Test
    void signatureIsThatOfTheSnippetInTheDocuments(@TempDir Path folder) throws Exception {
        channel.send(Alerts.firing("7"));
        Receiver.Posted posted = posted(1);

        String timestamp = posted.header("X-leasewatch-timestamp");
        String signature = posted.header("X-leasewatch-signature");
        assertThat(timestamp).isEqualTo(Long.toString(clock.instant().getEpochSecond()));
        assertThat(verify(folder, timestamp, signature, posted.body())).isEqualTo("genuine");
        assertThat(verify(folder, timestamp, signature, posted.body() + " ")).isEqualTo("forged");
        assertThat(verify(folder, timestamp + "0", signature, posted.body())).isEqualTo("forged");
    }

    @Test
    void signatureIsTheKnownOne() {
        // printf '1930547473.{}' | openssl dgst -sha256 -hmac 'correct horse battery staple'
        assertThat(Signature.of(SECRET, "1930547473", "{}"))
                .isEqualTo("sha256=a5609d535c0de1f667bc9f39c88619c51ad04508d2fc753b248b4c415b6d73b2");
    }

    @Test
    void withoutASecretNothingIsSigned() {
        channel.apply(settings(receiver.uri(), "", true));
        channel.send(Alerts.firing("7"));

        assertThat(posted(1).headers()).doesNotContainKeys("X-leasewatch-signature", "X-leasewatch-timestamp");
    }

    @Test
    void withoutAUrlNothingIsSentAndNoThreadIsThere() {
        // The courier of a test before may still be on his way out.
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        WebhookChannel off = channel(ChannelSettings.DEFAULT);

        off.send(Alerts.firing("7"));

        assertThat(deliveries.counts()).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .noneMatch(thread -> thread.getName().equals("leasewatch-delivery-webhook"));
    }

    @Test
    void privateAddressIsRefusedOnceAndForAllUnlessItIsAllowed() {
        channel.apply(settings(receiver.uri(), SECRET, false));
        try (RecordedLog log = RecordedLog.of(AlertDeliveryListener.class)) {
            channel.send(Alerts.firing("7"));
            await().until(() -> deliveries.counts().containsKey(new Way("webhook", DeliveryOutcome.REFUSED)));

            assertThat(log.lines())
                    .containsExactly(
                            "WARNING LSW4102W: The alert channel webhook rejected an alert: its address is in a"
                                    + " private network; leasewatch.alerts.private-addresses does not allow that. It is"
                                    + " not tried again.");
        }
        assertThat(receiver.posted).isEmpty();
    }

    @Test
    void redirectAndOtherRefusalsAreNotTriedAgain() {
        receiver.replies(302, "Location", "http://127.0.0.1:1/");
        receiver.replies(410);
        try (RecordedLog log = RecordedLog.of(AlertDeliveryListener.class)) {
            channel.send(Alerts.firing("7"));
            channel.send(Alerts.firing("8"));
            channel.send(Alerts.firing("9"));
            await().until(() -> receiver.posted.size() == 3);
            await().until(() -> deliveries.counts().containsKey(new Way("webhook", DeliveryOutcome.DELIVERED)));

            assertThat(log.lines())
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains("302, a redirect, which is not followed")
                    .doesNotContain("t0ps3cret");
        }
        assertThat(deliveries.counts()).containsEntry(new Way("webhook", DeliveryOutcome.REFUSED), 2L);
        assertThat(receiver.posted).hasSize(3);
    }

    @Test
    void whoeverIsTooBusyIsAskedAgainWhenItWantsToBe() {
        receiver.replies(429, "Retry-After", "2");
        long began = System.nanoTime();
        channel.send(Alerts.firing("7"));

        posted(2);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(deliveries.counts()).containsEntry(new Way("webhook", DeliveryOutcome.RETRIED), 1L);
    }

    @Test
    void oneThatHangsDoesNotKeepWhoeverSendsNorTheEnd() {
        receiver.hangs();
        long began = System.nanoTime();
        for (int i = 0; i < 500; i++) {
            channel.send(Alerts.firing("7"));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        await().until(() -> !receiver.posted.isEmpty());

        channel.close();

        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("leasewatch-delivery-webhook")));
        assertThat(deliveries.counts().get(new Way("webhook", DeliveryOutcome.DROPPED)))
                .isGreaterThanOrEqualTo(499);
    }

    /** The snippet is run as it stands in docs/alerts.md. */
    private static String verify(Path folder, String timestamp, String signature, String body) throws Exception {
        Matcher snippet = Pattern.compile("```java\n(import .*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs", "alerts.md")));
        assertThat(snippet.find()).isTrue();
        Path source = Files.writeString(folder.resolve("Check.java"), snippet.group(1));
        Process check = new ProcessBuilder(Arrays.asList(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=UTF-8",
                        source.toString(),
                        SECRET,
                        timestamp,
                        signature))
                .redirectErrorStream(true)
                .start();
        try (var in = check.getOutputStream()) {
            in.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private WebhookChannel channel(ChannelSettings settings) {
        return new WebhookChannel(
                new HttpPost(Ticker.SYSTEM),
                new MessageThreads(Set.of(), id -> true),
                deliveries,
                clock,
                Ticker.SYSTEM,
                settings);
    }

    static ChannelSettings settings(@Nullable URI webhook, String secret, boolean anywhere) {
        return new ChannelSettings(
                webhook,
                secret,
                null,
                null,
                Duration.ofSeconds(30),
                URI.create("https://shop.example.com/leasewatch"),
                "shop-1.example.com",
                anywhere);
    }

    /** The request of that number, the first being 1. */
    private Receiver.Posted posted(int number) {
        await().atMost(Duration.ofSeconds(20)).until(() -> receiver.posted.size() >= number);
        return receiver.posted.get(number - 1);
    }

    private static JsonObject json(Receiver.Posted posted) {
        return Json.createReader(new StringReader(posted.body())).readObject();
    }
}
