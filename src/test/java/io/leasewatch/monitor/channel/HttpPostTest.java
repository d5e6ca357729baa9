package io.leasewatch.monitor.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.leasewatch.core.time.ManualTicker;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.channel.HttpPost.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpPostTest {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final SSLSocketFactory ANY_TLS = (SSLSocketFactory) SSLSocketFactory.getDefault();

    @Test
    void bodyArrivesWithItsHeadersAtItsPath() throws IOException {
        try (Receiver receiver = new Receiver();
                HttpPost post = new HttpPost(Ticker.SYSTEM)) {
            Answer answer = post.post(receiver.uri(), JSON, "{\"word\":\"Grüße 🦉\"}", true);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(receiver.posted).singleElement().satisfies(posted -> {
                assertThat(posted.method()).isEqualTo("POST");
                assertThat(posted.path()).isEqualTo("/hook?token=t0ps3cret");
                assertThat(posted.body()).isEqualTo("{\"word\":\"Grüße 🦉\"}");
                assertThat(posted.header("Content-type")).isEqualTo("application/json");
                assertThat(posted.header("Host")).isEqualTo("127.0.0.1:" + receiver.port());
            });
        }
    }

    @Test
    void redirectIsAnsweredAsItIsAndNotFollowed() throws IOException {
        try (Receiver receiver = new Receiver();
                HttpPost post = new HttpPost(Ticker.SYSTEM)) {
            receiver.replies(307, "Location", "/elsewhere");

            assertThat(post.post(receiver.uri(), JSON, "{}", true).status()).isEqualTo(307);
            assertThat(receiver.posted).hasSize(1);
        }
    }

    @Test
    void privateAddressIsNotEvenConnectedTo() throws IOException {
        try (Receiver receiver = new Receiver();
                HttpPost post = new HttpPost(Ticker.SYSTEM)) {
            assertThatThrownBy(() -> post.post(receiver.uri(), JSON, "{}", false))
                    .isInstanceOf(ForbiddenAddressException.class);

            assertThat(receiver.posted).isEmpty();
        }
    }

    @Test
    void nameThatHasAPublicAndAPrivateAddressIsRefused() {
        HttpPost post = post(
                host -> new InetAddress[] {address("8.8.8.8"), address("10.0.0.1")},
                Duration.ofSeconds(5),
                Ticker.SYSTEM);

        assertThatThrownBy(() -> post.post(URI.create("http://hooks.example.com/"), JSON, "{}", false))
                .isInstanceOf(ForbiddenAddressException.class);
    }

    @Test
    void whatWasCheckedIsWhatIsConnectedToHoweverTheNameChanges() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (Receiver receiver = new Receiver();
                // The next answer would lead elsewhere.
                HttpPost post = post(
                        host -> new InetAddress[] {address(asked.getAndIncrement() == 0 ? "127.0.0.1" : "192.0.2.1")},
                        Duration.ofSeconds(5),
                        Ticker.SYSTEM)) {
            URI uri = URI.create("http://hooks.example.com:" + receiver.port() + "/hook");

            post.post(uri, JSON, "{}", true);

            assertThat(asked).hasValue(1);
            assertThat(receiver.posted)
                    .singleElement()
                    .satisfies(posted ->
                            assertThat(posted.header("Host")).isEqualTo("hooks.example.com:" + receiver.port()));
        }
    }

    @Test
    void nameOfTheCertificateIsCheckedWhereTheAddressWasGivenByUs(@TempDir Path folder) throws Exception {
        KeyStore keys = keys(folder, "hooks.example.com");
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
        try (Receiver receiver = new Receiver(https);
                HttpPost post = new HttpPost(
                        host -> new InetAddress[] {address("127.0.0.1")},
                        context(keys).getSocketFactory(),
                        Duration.ofSeconds(20),
                        Ticker.SYSTEM);
                HttpPost trustingOthers =
                        post(host -> new InetAddress[] {address("127.0.0.1")}, Duration.ofSeconds(20), Ticker.SYSTEM)) {
            URI right = URI.create("https://hooks.example.com:" + receiver.port() + "/hook");
            URI wrong = URI.create("https://other.example.com:" + receiver.port() + "/hook");

            assertThat(post.post(right, JSON, "{}", true).status()).isEqualTo(200);
            assertThatThrownBy(() -> post.post(wrong, JSON, "{}", true)).isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> trustingOthers.post(right, JSON, "{}", true))
                    .isInstanceOf(SSLException.class);
            assertThat(receiver.posted).hasSize(1);
        }
    }

    @Test
    void serverThatDoesNotAnswerIsGivenUp() throws IOException {
        try (Receiver receiver = new Receiver();
                HttpPost post = post(InetAddress::getAllByName, Duration.ofMillis(300), Ticker.SYSTEM)) {
            receiver.hangs();

            assertThatThrownBy(() -> post.post(receiver.uri(), JSON, "{}", true))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void serverThatTakesNothingIsGivenUpByWhoeverLooksAfterIt() throws Exception {
        ManualTicker ticker = new ManualTicker();
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpPost post = post(InetAddress::getAllByName, Duration.ofSeconds(30), ticker)) {
            URI uri = URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/");
            // Far more than all buffers on the way hold.
            CompletableFuture<Answer> writing = CompletableFuture.supplyAsync(() -> {
                try {
                    return post.post(uri, JSON, "x".repeat(50_000_000), true);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            try (Socket accepted = deaf.accept()) {
                assertThat(accepted.isConnected()).isTrue();
                post.abortIfLate();
                assertThat(writing).isNotDone();

                ticker.advance(Duration.ofSeconds(31));
                await().until(() -> {
                    post.abortIfLate();
                    return writing.isCompletedExceptionally();
                });
            }
        }
    }

    @Test
    void closingEndsWhatIsGoingOn() throws Exception {
        try (Receiver receiver = new Receiver()) {
            receiver.hangs();
            HttpPost post = post(InetAddress::getAllByName, Duration.ofMinutes(5), Ticker.SYSTEM);
            CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return post.post(receiver.uri(), JSON, "{}", true);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().until(() -> !receiver.posted.isEmpty());

            post.close();

            await().until(waiting::isCompletedExceptionally);
            assertThatThrownBy(() -> post.post(receiver.uri(), JSON, "{}", true))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void whatIsNotHttpOrNeverEndsIsAFailure() throws Exception {
        assertThatThrownBy(() -> answered("SSH-2.0-OpenSSH_9.2\r\n\r\n")).hasMessage("not an HTTP response");
        assertThatThrownBy(() -> answered("HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000)))
                .hasMessage("incomplete response");
        assertThatThrownBy(() -> answered("HTTP/1.1 200 OK\r\n")).hasMessage("incomplete response");
        assertThat(answered("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 429 \r\nretry-after: 7\r\n\r\n"))
                .isEqualTo(new Answer(429, "7"));
    }

    private static Answer answered(String text) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpPost post = new HttpPost(Ticker.SYSTEM)) {
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> {
                try (Socket socket = server.accept();
                        InputStream in = socket.getInputStream()) {
                    int newlines = 0;
                    while (newlines < 2) {
                        int next = in.read();
                        newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
                    }
                    in.readNBytes(2);
                    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    // The client may have heard enough.
                }
            });
            try {
                return post.post(URI.create("http://127.0.0.1:" + server.getLocalPort()), JSON, "{}", true);
            } finally {
                answering.join();
            }
        }
    }

    private static HttpPost post(HttpPost.Resolver resolver, Duration timeout, Ticker ticker) {
        return new HttpPost(resolver, ANY_TLS, timeout, ticker);
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    private static KeyStore keys(Path folder, String name) throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, "changeit".toCharArray());
        }
        return keys;
    }

    /** Is that server, and trusts it. */
    private static SSLContext context(KeyStore keys) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "changeit".toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
