package io.leasewatch.monitor.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.core.time.ManualTicker;
import io.leasewatch.docs.RecordedLog;
import io.leasewatch.monitor.channel.DeliveryCounters;
import io.leasewatch.monitor.channel.DeliveryCounters.Way;
import io.leasewatch.monitor.channel.DeliveryOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InfluxPushTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Boards boards = new Boards();
    private final ManualTicker ticker = boards.leases.ticker;
    private final DeliveryCounters deliveries = new DeliveryCounters();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Deque<Integer> answers = new ArrayDeque<>();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        boards.tell(Metric.SUSPECTS, 4, Tags.POOL, "jdbc/app");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void nothingIsPushedBeforeItIsDueNorWithoutAUrl() {
        try (InfluxPush push = push(InfluxSettings.DEFAULT)) {
            ticker.advance(Duration.ofHours(1));
            push.tick();
            push.apply(bucket("t0ken"));
            push.tick();
            await().atMost(SOON).until(() -> received.size() == 1);
            ticker.advance(Duration.ofSeconds(9));
            push.tick();
            ticker.advance(Duration.ofSeconds(1));
            push.tick();
            await().atMost(SOON).until(() -> received.size() == 2);
        }

        assertThat(received).hasSize(2);
    }

    @Test
    void versionTwoIsToldBucketOrganizationAndToken() {
        try (InfluxPush push = push(bucket("t0ken"))) {
            ticker.advance(Duration.ofSeconds(10));
            push.tick();

            await().atMost(SOON).until(() -> !received.isEmpty());
        }
        assertThat(received)
                .containsExactly("POST /base/api/v2/write?precision=ns&bucket=a+b&org=shop Token t0ken"
                        + " text/plain; charset=utf-8\n"
                        + "leasewatch,instance=one,pool=jdbc/app leasewatch_lease_suspects=4i "
                        + new ManualClock().instant().getEpochSecond() + "000000000\n");
    }

    @Test
    void versionOneIsToldDatabaseUserAndPassword() {
        InfluxSettings one =
                new InfluxSettings(url(), "", "", "", "metrics", "ada", "s3cret", Duration.ofSeconds(10), "one");
        try (InfluxPush push = push(one)) {
            ticker.advance(Duration.ofSeconds(10));
            push.tick();

            await().atMost(SOON).until(() -> !received.isEmpty());
        }
        assertThat(received.get(0))
                .startsWith("POST /base/write?precision=ns&db=metrics Basic YWRhOnMzY3JldA== text/plain");
    }

    @Test
    void whatAnInfluxDbThatIsBusyDoesNotTakeIsPushedAgain() {
        answers.add(429);
        try (RecordedLog log = RecordedLog.of(InfluxDeliveryListener.class);
                InfluxPush push = push(bucket(""))) {
            ticker.advance(Duration.ofSeconds(10));
            push.tick();
            await().atMost(SOON)
                    .until(() -> deliveries.counts().containsKey(new Way("influx", DeliveryOutcome.RETRIED)));
            ticker.advance(Duration.ofSeconds(9));
            push.tick();
            // The courier looks at the clock when something new waits for it.
            ticker.advance(Duration.ofSeconds(1));
            push.tick();
            await().atMost(SOON).until(() -> received.size() == 3);
            await().atMost(SOON).until(() -> log.lines().size() == 2);

            assertThat(received.get(1)).isEqualTo(received.get(0));
            assertThat(log.lines())
                    .containsExactly(
                            "WARNING LSW6501W: The push to InfluxDB failed (retried): it answered with HTTP status 429."
                                    + " Further failures are not logged until it works again.",
                            "INFO LSW6504I: The push to InfluxDB works again.");
        }
    }

    @Test
    void whatIsRefusedIsNotPushedAgainAndNoSecretIsSaid() {
        answers.add(401);
        try (RecordedLog log = RecordedLog.of(InfluxDeliveryListener.class);
                InfluxPush push = push(bucket("t0ken"))) {
            ticker.advance(Duration.ofSeconds(10));
            push.tick();
            await().atMost(SOON).until(() -> !log.lines().isEmpty());

            assertThat(log.lines())
                    .containsExactly(
                            "WARNING LSW6502W: InfluxDB rejected a push: it answered with HTTP status 401. The push is"
                                    + " lost. Further rejections are not logged until it works again.");
        }
        assertThat(deliveries.counts()).containsOnlyKeys(new Way("influx", DeliveryOutcome.REFUSED));
        assertThat(bucket("t0ken").toString()).doesNotContain("t0ken");
        assertThat(InfluxApi.of(url(), bucket("t0ken")).toString()).doesNotContain("t0ken");
    }

    private InfluxPush push(InfluxSettings settings) {
        return new InfluxPush(boards.board, deliveries, new ManualClock(), ticker, settings);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/base/");
    }

    private InfluxSettings bucket(String token) {
        return new InfluxSettings(url(), "a b", "shop", token, "", "", "", Duration.ofSeconds(10), "one");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + "\n" + body);
        Integer status = answers.poll();
        exchange.sendResponseHeaders(status == null ? 204 : status, -1);
        exchange.close();
    }
}
