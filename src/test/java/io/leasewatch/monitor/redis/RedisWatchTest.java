package io.leasewatch.monitor.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.docs.RecordedLog;
import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

class RedisWatchTest {

    private static final String PASSWORD = "s3cret-of-all";
    private static final Duration TIMEOUT = Duration.ofMillis(300);

    private final RedisWatch watch = new RedisWatch(InstantSource.system(), Ticker.SYSTEM);

    @AfterEach
    void stop() {
        watch.close();
    }

    @Test
    void serverSaysHowManyClientsItHasAndMayHave() throws IOException {
        try (RedisServer server = RedisServer.start("--maxclients", "50", "--maxmemory", "64mb");
                Jedis one = server.connect();
                Jedis two = server.connect()) {
            one.set("book", "of sand");
            two.get("book");

            watch.apply(settings(server, "", ""));
            awaitState(RedisState.UP);

            RedisSnapshot answer = answer();
            assertThat(answer.version()).matches("\\d+\\.\\d+.*");
            assertThat(answer.connectedClients()).isEqualTo(3);
            assertThat(answer.maxClients()).isEqualTo(50);
            assertThat(answer.blockedClients()).isZero();
            assertThat(answer.rejectedConnections()).isZero();
            assertThat(answer.connectionsReceived()).isGreaterThanOrEqualTo(3);
            assertThat(answer.commandsProcessed()).isGreaterThanOrEqualTo(2);
            assertThat(answer.opsPerSecond()).isNotNull();
            assertThat(answer.usedMemory()).isPositive();
            assertThat(answer.maxMemory()).isEqualTo(64L << 20);
            assertThat(answer.responseTime()).isPositive();
            assertThat(watch.status().lastError()).isEmpty();
            assertThat(watch.text())
                    .matches(
                            "Redis up, answered in \\d+ ms, \\d+ commands, \\d+ operations per second, [\\d.]+ [kM]B of 67 MB"
                                    + " of memory");
        }
    }

    @Test
    void clientsAreWhatIsInUseOfAPool() throws IOException {
        try (RedisServer server = RedisServer.start("--maxclients", "8");
                Jedis one = server.connect()) {
            one.ping();

            watch.apply(settings(server, "", ""));
            awaitState(RedisState.UP);

            PoolReading reading = watch.read().get(0);
            assertThat(reading.poolName()).isEqualTo("redis/127.0.0.1:" + server.port());
            assertThat(reading.kind()).isEqualTo(PoolKind.REDIS);
            assertThat(reading.inUseCount()).isEqualTo(2);
            assertThat(reading.maxCount()).isEqualTo(8);
            assertThat(reading.utilizationPercent()).isEqualTo(25.0);
            assertThat(reading.waitingCount()).isNull();
        }
    }

    @Test
    void passwordOpensIt() throws IOException {
        try (RedisServer server = RedisServer.start("--requirepass", PASSWORD)) {
            watch.apply(settings(server, "", PASSWORD));

            awaitState(RedisState.UP);
        }
    }

    @Test
    void wrongPasswordIsRefusedAndNotShown() throws IOException {
        try (RedisServer server = RedisServer.start("--requirepass", "another");
                RecordedLog log = RecordedLog.of(RedisPoller.class)) {
            watch.apply(settings(server, "", PASSWORD));
            awaitState(RedisState.REFUSED);

            assertThat(watch.status().lastError()).contains("WRONGPASS").doesNotContain(PASSWORD);
            assertThat(watch.read()).isEmpty();
            await().until(() -> !log.lines().isEmpty());
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING LSW2202W: Redis at 127.0.0.1:" + server.port() + " is refused;")
                    .doesNotContain(PASSWORD);
        }
    }

    @Test
    void missingPasswordIsRefused() throws IOException {
        try (RedisServer server = RedisServer.start("--requirepass", PASSWORD)) {
            watch.apply(settings(server, "", ""));

            awaitState(RedisState.REFUSED);
            assertThat(watch.status().lastError()).contains("NOAUTH");
        }
    }

    @Test
    void userWhoMayAskForNothingElseIsEnough() throws IOException {
        try (RedisServer server = RedisServer.start("--user", "watcher", "on", ">" + PASSWORD, "+info")) {
            watch.apply(settings(server, "watcher", PASSWORD));
            awaitState(RedisState.UP);

            assertThat(answer().connectedClients()).isEqualTo(1);
        }
    }

    @Test
    void serverThatIsFullDoesNotAnswerWhoComesLate() throws IOException {
        try (RedisServer server = RedisServer.start("--maxclients", "1");
                Jedis only = onlyClient(server)) {
            assertThat(only.ping()).isEqualTo("PONG");

            watch.apply(settings(server, "", ""));

            // It says why and hangs up, and who of the two is first is a matter of chance.
            await().until(() -> !watch.status().lastError().isEmpty());
            assertThat(watch.status().state()).isIn(RedisState.REFUSED, RedisState.DOWN);
        }
    }

    /** The server may not have noticed yet that whoever waited for its start is gone. */
    private static Jedis onlyClient(RedisServer server) {
        return await().ignoreExceptionsInstanceOf(JedisException.class)
                .until(
                        () -> {
                            Jedis client = server.connect();
                            try {
                                client.ping();
                            } catch (JedisException e) {
                                client.close();
                                throw e;
                            }
                            return client;
                        },
                        client -> true);
    }

    @Test
    void serverThatIsKilledIsDownAndUpWhenItIsBack() throws Exception {
        try (RedisServer server = RedisServer.start();
                RecordedLog log = RecordedLog.of(RedisPoller.class)) {
            watch.apply(settings(server, "", ""));
            awaitState(RedisState.UP);

            server.kill();
            awaitState(RedisState.DOWN);
            assertThat(watch.read()).isEmpty();
            assertThat(watch.status().last()).isNotNull();

            server.restart();
            awaitState(RedisState.UP);
            await().until(() -> log.lines().size() == 3);
            assertThat(log.lines().get(0)).contains("LSW2201I");
            assertThat(log.lines().get(1)).contains("LSW2202W", "is down");
            assertThat(log.lines().get(2)).contains("LSW2201I");
        }
    }

    @Test
    void serverThatHangsIsHungAfterTheTimeoutAndUpWhenItGoesOn() throws IOException {
        try (RedisServer server = RedisServer.start()) {
            watch.apply(settings(server, "", ""));
            awaitState(RedisState.UP);

            server.freeze();
            awaitState(RedisState.HUNG);
            assertThat(watch.status().lastError()).contains("SocketTimeoutException");
            assertThat(watch.text()).isEqualTo("Redis hung");

            server.thaw();
            awaitState(RedisState.UP);
        }
    }

    @Test
    void serverThatHungFromTheStartIsHungToo() throws IOException {
        try (RedisServer server = RedisServer.start()) {
            server.freeze();

            watch.apply(settings(server, "", ""));

            awaitState(RedisState.HUNG);
        }
    }

    @Test
    void threadEndsAlthoughTheServerHangs() throws IOException {
        try (RedisServer server = RedisServer.start()) {
            RedisSettings patient = new RedisSettings(
                    Optional.of(RedisAddress.parse(server.url())), "", "", Duration.ofHours(1), Duration.ofMillis(50));
            RedisPoller inquiry =
                    new RedisPoller(patient.address().get(), patient, InstantSource.system(), Ticker.SYSTEM);
            inquiry.start();
            await().until(() -> inquiry.status().state() == RedisState.UP);
            server.freeze();

            inquiry.close();

            await().atMost(Duration.ofSeconds(5)).until(inquiry::hasEnded);
        }
    }

    @Test
    void whoIsNoRedisIsDown() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread web = new Thread(() -> answerLikeAWebServer(other));
            web.start();

            watch.apply(settings("redis://127.0.0.1:" + other.getLocalPort(), "", ""));

            awaitState(RedisState.DOWN);
        }
    }

    @Test
    void nobodyIsAskedUnlessConfigured() {
        watch.apply(RedisSettings.DEFAULT);

        assertThat(watch.status().state()).isEqualTo(RedisState.OFF);
        assertThat(watch.read()).isEmpty();
        assertThat(watch.text()).isEmpty();
    }

    @Test
    void serverThatIsNoLongerConfiguredIsNoLongerAsked() throws IOException {
        try (RedisServer server = RedisServer.start()) {
            watch.apply(settings(server, "", ""));
            awaitState(RedisState.UP);

            watch.apply(RedisSettings.DEFAULT);

            assertThat(watch.status().state()).isEqualTo(RedisState.OFF);
            try (Jedis client = server.connect()) {
                await().until(() -> !client.clientList().contains("name=leasewatch"));
            }
        }
    }

    private void awaitState(RedisState state) {
        await().atMost(Duration.ofSeconds(20)).until(() -> watch.status().state() == state);
    }

    private RedisSnapshot answer() {
        return Objects.requireNonNull(watch.status().answer());
    }

    private static RedisSettings settings(RedisServer server, String user, String password) {
        return settings(server.url(), user, password);
    }

    private static RedisSettings settings(String url, String user, String password) {
        return new RedisSettings(Optional.of(RedisAddress.parse(url)), user, password, TIMEOUT, Duration.ofMillis(50));
    }

    private static void answerLikeAWebServer(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.getInputStream().read();
                client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
