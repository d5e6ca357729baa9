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
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.InMemoryDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPostTest {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

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
    void answerLeadsToNoOtherRequestAndLeavesNothingForTheNext() throws IOException {
        try (Receiver receiver = new Receiver();
                HttpPost post = new HttpPost(Ticker.SYSTEM)) {
            receiver.replies(503, "Set-Cookie", "a=b", "Retry-After", "3");
            receiver.replies(401, "WWW-Authenticate", "Basic realm=\"x\"", "Connection", "keep-alive");
            Authenticator.setDefault(new Authenticator() {
                @Override
                protected PasswordAuthentication getPasswordAuthentication() {
                    return new PasswordAuthentication("server", "secret".toCharArray());
                }
            });

            assertThat(post.post(receiver.uri(), JSON, "1", true)).isEqualTo(new Answer(503, "3"));
            assertThat(post.post(receiver.uri(), JSON, "2", true)).isEqualTo(new Answer(401, null));
            assertThat(post.post(receiver.uri(), JSON, "3", true)).isEqualTo(new Answer(200, null));

            assertThat(receiver.posted).extracting(Receiver.Posted::body).containsExactly("1", "2", "3");
            assertThat(receiver.posted)
                    .allSatisfy(posted -> assertThat(posted.headers().keySet())
                            .containsExactlyInAnyOrder(
                                    "Accept", "Connection", "Content-length", "Content-type", "Host", "User-agent"));
        } finally {
            Authenticator.setDefault(null);
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

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]"})
    void privateAddressIsRefusedHoweverItIsWritten(String host) throws IOException {
        try (HttpPost post = new HttpPost(Ticker.SYSTEM)) {
            for (String scheme : List.of("http", "HTTPS")) {
                assertThatThrownBy(() -> post.post(URI.create(scheme + "://" + host + ":1/"), JSON, "{}", false))
                        .isInstanceOf(ForbiddenAddressException.class);
            }
        }
    }

    @Test
    void nameThatHasAPublicAndAPrivateAddressIsRefused() throws Exception {
        HttpPost post = post(names("hooks.example.com", "8.8.8.8", "10.0.0.1"), Duration.ofSeconds(5), Ticker.SYSTEM);

        assertThatThrownBy(() -> post.post(URI.create("http://hooks.example.com/"), JSON, "{}", false))
                .isInstanceOf(ForbiddenAddressException.class);
    }

    @Test
    void whatWasCheckedIsWhatIsConnectedToHoweverTheNameChanges() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Receiver receiver = new Receiver();
                // The next answer would lead elsewhere.
                HttpPost post = post(
                        new SystemDefaultDnsResolver() {
                            @Override
                            public InetAddress[] resolve(String host) throws UnknownHostException {
                                return new InetAddress[] {
                                    address(asked.getAndIncrement() == 0 ? "127.0.0.1" : "192.0.2.1")
                                };
                            }
                        },
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
        InMemoryDnsResolver names = names("hooks.example.com", "127.0.0.1");
        names.add("other.example.com", address("127.0.0.1"));
        try (Receiver receiver = new Receiver(https(keys));
                HttpPost post = new HttpPost(names, context(keys), Duration.ofSeconds(20), Ticker.SYSTEM);
                HttpPost trustingOthers = post(names, Duration.ofSeconds(20), Ticker.SYSTEM)) {
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
    void proxyOfTheJvmForwardsRequestsAndTunnels(@TempDir Path folder) throws Exception {
        KeyStore keys = keys(folder, "hooks.example.com");
        InMemoryDnsResolver names = names("localhost", "127.0.0.1");
        try (Receiver plain = new Receiver();
                Receiver secure = new Receiver(https(keys));
                HttpPost post = new HttpPost(names, context(keys), Duration.ofSeconds(20), Ticker.SYSTEM)) {
            try (ForwardProxy proxy = new ForwardProxy(plain.port())) {
                post.post(URI.create("http://hooks.example.com/hook?a=1"), JSON, "{}", false);

                assertThat(proxy.requests).containsExactly("POST http://hooks.example.com/hook?a=1 HTTP/1.1");
            }
            try (ForwardProxy proxy = new ForwardProxy(secure.port())) {
                post.post(URI.create("https://hooks.example.com/hook"), JSON, "{}", false);
                assertThatThrownBy(() -> post.post(URI.create("https://other.example.com/hook"), JSON, "{}", false))
                        .isInstanceOf(SSLException.class);

                assertThat(proxy.requests)
                        .containsExactly(
                                "CONNECT hooks.example.com:443 HTTP/1.1", "CONNECT other.example.com:443 HTTP/1.1");
            }
            assertThat(plain.posted).extracting(Receiver.Posted::body).containsExactly("{}");
            assertThat(secure.posted).extracting(Receiver.Posted::body).containsExactly("{}");
        }
    }

    @Test
    void proxyIsNotAskedForPrivateAddressesNorForHostsThatNeedNone() throws Exception {
        InMemoryDnsResolver names = names("localhost", "127.0.0.1");
        names.add("hooks.example.com", address("8.8.8.8"), address("10.0.0.1"));
        names.add("10.0.0.1", address("10.0.0.1"));
        try (Receiver receiver = new Receiver();
                ForwardProxy proxy = new ForwardProxy(receiver.port());
                HttpPost post = post(names, Duration.ofSeconds(5), Ticker.SYSTEM);
                HttpPost direct = new HttpPost(Ticker.SYSTEM)) {
            for (String host : List.of("hooks.example.com", "10.0.0.1")) {
                for (String scheme : List.of("http", "https")) {
                    assertThatThrownBy(() -> post.post(URI.create(scheme + "://" + host + "/"), JSON, "{}", false))
                            .isInstanceOf(ForbiddenAddressException.class);
                }
            }
            // The JVM's http.nonProxyHosts has the names of this host, unless it is set.
            assertThat(direct.post(receiver.uri(), JSON, "{}", true).status()).isEqualTo(200);

            assertThat(proxy.requests).isEmpty();
        }
    }

    @Test
    void proxyThatRefusesIsAnAnswer() throws Exception {
        try (Receiver receiver = new Receiver();
                ForwardProxy proxy = new ForwardProxy(receiver.port());
                HttpPost post = post(names("localhost", "127.0.0.1"), Duration.ofSeconds(5), Ticker.SYSTEM)) {
            proxy.refuses("407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"");

            for (String scheme : List.of("http", "https")) {
                assertThat(post.post(URI.create(scheme + "://hooks.example.com/"), JSON, "{}", false)
                                .status())
                        .isEqualTo(407);
            }
            assertThat(proxy.requests).hasSize(2);
            assertThat(receiver.posted).isEmpty();
        }
    }

    @Test
    void serverThatDoesNotAnswerIsGivenUp() throws Exception {
        try (Receiver receiver = new Receiver();
                HttpPost post = post(SystemDefaultDnsResolver.INSTANCE, Duration.ofMillis(300), Ticker.SYSTEM)) {
            receiver.hangs();

            assertThatThrownBy(() -> post.post(receiver.uri(), JSON, "{}", true))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void serverThatTakesNothingIsGivenUpByWhoeverLooksAfterIt() throws Exception {
        ManualTicker ticker = new ManualTicker();
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpPost post = post(SystemDefaultDnsResolver.INSTANCE, Duration.ofSeconds(30), ticker)) {
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
    void bodyIsSentOnceEvenIfTheServerClosesWithoutAnAnswer() throws Exception {
        AtomicInteger accepted = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                HttpPost post = new HttpPost(Ticker.SYSTEM)) {
            CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> {
                while (!server.isClosed()) {
                    try (Socket socket = server.accept()) {
                        accepted.incrementAndGet();
                        readRequest(socket.getInputStream());
                    } catch (IOException e) {
                        // The test has ended.
                    }
                }
            });

            assertThatThrownBy(() -> post.post(uri(server), JSON, "{}", true)).isInstanceOf(IOException.class);
            server.close();
            closing.join();
        }
        assertThat(accepted).hasValue(1);
    }

    @Test
    void bodyOfTheAnswerIsNotRead() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpPost post = new HttpPost(Ticker.SYSTEM)) {
            CompletableFuture<Void> endless = answering(server, socket -> {
                OutputStream out = socket.getOutputStream();
                out.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    out.write(new byte[10_000]);
                }
            });

            assertThat(post.post(uri(server), JSON, "{}", true)).isEqualTo(new Answer(200, null));
            // Ends because the connection was closed.
            endless.join();
        }
    }

    @Test
    void answerThatComesByteByByteIsGivenUp() throws Exception {
        ManualTicker ticker = new ManualTicker();
        CountDownLatch begun = new CountDownLatch(1);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpPost post = post(SystemDefaultDnsResolver.INSTANCE, Duration.ofSeconds(30), ticker)) {
            CompletableFuture<Void> slow = answering(server, socket -> {
                socket.getOutputStream().write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
                begun.countDown();
                // Waits until the client closes.
                assertThat(socket.getInputStream().read()).isNegative();
            });
            CompletableFuture<Answer> waiting = posting(post, uri(server));
            begun.await();
            ticker.advance(Duration.ofSeconds(31));

            post.abortIfLate();

            assertThat(waiting)
                    .failsWithin(Duration.ofMinutes(1))
                    .withThrowableThat()
                    .withRootCauseInstanceOf(SocketTimeoutException.class);
            slow.join();
        }
    }

    @Test
    void nameThatIsBeingResolvedDelaysNeitherTheTickNorTheClose() throws Exception {
        ManualTicker ticker = new ManualTicker();
        CountDownLatch resolving = new CountDownLatch(1);
        CountDownLatch resolved = new CountDownLatch(1);
        DnsResolver slow = new SystemDefaultDnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                resolving.countDown();
                try {
                    resolved.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return super.resolve("127.0.0.1");
            }
        };
        try (Receiver receiver = new Receiver();
                HttpPost post = post(slow, Duration.ofSeconds(30), ticker)) {
            CompletableFuture<Answer> waiting = posting(post, receiver.uri());
            resolving.await();
            ticker.advance(Duration.ofSeconds(31));

            CompletableFuture<Void> others = CompletableFuture.runAsync(() -> {
                post.abortIfLate();
                post.close();
            });

            assertThat(others).succeedsWithin(Duration.ofMinutes(1));
            resolved.countDown();
            await().until(waiting::isCompletedExceptionally);
            assertThat(receiver.posted).isEmpty();
        }
    }

    @Test
    void closingEndsWhatIsGoingOn() throws Exception {
        try (Receiver receiver = new Receiver()) {
            receiver.hangs();
            HttpPost post = post(SystemDefaultDnsResolver.INSTANCE, Duration.ofMinutes(5), Ticker.SYSTEM);
            CompletableFuture<Answer> waiting = posting(post, receiver.uri());
            await().until(() -> !receiver.posted.isEmpty());

            post.close();

            await().until(waiting::isCompletedExceptionally);
            assertThatThrownBy(() -> post.post(receiver.uri(), JSON, "{}", true))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void whatIsNotHttpOrNeverEndsIsAFailure() throws Exception {
        for (String text : List.of(
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "",
                "HTTP/1.1 20",
                "HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000),
                "HTTP/1.1 200 OK\r\n" + "X: x\r\n".repeat(1_000) + "\r\n")) {
            assertThatThrownBy(() -> answered(text)).as(text).isInstanceOf(IOException.class);
        }
        assertThat(answered("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 429 \r\nretry-after: 7\r\n\r\n"))
                .isEqualTo(new Answer(429, "7"));
    }

    private static Answer answered(String text) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpPost post = new HttpPost(Ticker.SYSTEM)) {
            CompletableFuture<Void> answering = answering(
                    server, socket -> socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1)));
            try {
                return post.post(uri(server), JSON, "{}", true);
            } finally {
                answering.join();
            }
        }
    }

    /** Accepts one connection, reads a request and does {@code answer}. */
    private static CompletableFuture<Void> answering(ServerSocket server, Conversation answer) {
        return CompletableFuture.runAsync(() -> {
            try (Socket socket = server.accept()) {
                readRequest(socket.getInputStream());
                answer.hold(socket);
            } catch (IOException e) {
                // The client may have heard enough.
            }
        });
    }

    /** Reads a request whose body has two bytes. */
    private static void readRequest(InputStream in) throws IOException {
        int newlines = 0;
        while (newlines < 2) {
            int next = in.read();
            newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
        }
        in.readNBytes(2);
    }

    private static URI uri(ServerSocket server) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private static CompletableFuture<Answer> posting(HttpPost post, URI uri) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return post.post(uri, JSON, "{}", true);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static HttpPost post(DnsResolver names, Duration timeout, Ticker ticker) throws NoSuchAlgorithmException {
        return new HttpPost(names, SSLContext.getDefault(), timeout, ticker);
    }

    private static InMemoryDnsResolver names(String host, String... addresses) throws UnknownHostException {
        InetAddress[] known = new InetAddress[addresses.length];
        for (int i = 0; i < addresses.length; i++) {
            known[i] = address(addresses[i]);
        }
        InMemoryDnsResolver names = new InMemoryDnsResolver();
        names.add(host, known);
        return names;
    }

    private static HttpsServer https(KeyStore keys) throws Exception {
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
        return https;
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

    @FunctionalInterface
    private interface Conversation {

        void hold(Socket socket) throws IOException;
    }
}
