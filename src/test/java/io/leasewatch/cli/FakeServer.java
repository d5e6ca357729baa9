package io.leasewatch.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server with a monitor and one endpoint, whose pool {@code jdbc/shop} does what a test wants. Every look is a new reading. */
final class FakeServer implements AutoCloseable {

    static final String ENDPOINT = "/shop/orders";
    static final String CREDENTIALS = "Basic dmlld2VyOnNlY3JldA==";

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    final AtomicInteger inUse = new AtomicInteger();
    final AtomicInteger hits = new AtomicInteger();
    final AtomicInteger elsewhere = new AtomicInteger();
    final List<String> leaks = new CopyOnWriteArrayList<>();
    final List<String> leases = new CopyOnWriteArrayList<>();
    final List<String> credentialsAtEndpoint = new CopyOnWriteArrayList<>();
    volatile Endpoint endpoint = exchange -> 200;
    final List<String> judgements = new CopyOnWriteArrayList<>();
    volatile boolean stopsReading;
    volatile int staleLooks;
    volatile String summary = "{\"status\":\"healthy\",\"utilization\":0.1,\"active\":0,\"waiting\":0}";

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger readings = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger(100);
    private volatile String lastReading = "[]";

    FakeServer() {
        this(0);
    }

    FakeServer(int port) {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        monitor("health/connections", () -> summary);
        monitor("database/pools", this::pools);
        monitor(
                "database/leaks",
                () -> "{\"count\":%d,\"open\":%d,\"endings\":{},\"leaks\":%s}"
                        .formatted(leaks.size(), leaks.size(), leaks));
        monitor("database/judgements", () -> "{\"judgements\":" + judgements + "}");
        monitor("database/connections", () -> "{\"connections\":" + leases + "}");
        http.createContext(ENDPOINT, this::serve);
        http.createContext("/elsewhere", exchange -> {
            elsewhere.incrementAndGet();
            answer(exchange, 200, "");
        });
        http.setExecutor(threads);
        http.start();
    }

    /** What an application does with a request; answers its status. */
    interface Endpoint {
        int serve(HttpExchange exchange) throws IOException;
    }

    private interface Answer {
        String text();
    }

    String base() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return http.getAddress().getPort();
    }

    /** Takes a connection, for good, at a line that is named. */
    void leak(String site) {
        inUse.incrementAndGet();
        leaks.add(leakAt(site, now()));
    }

    String leakAt(String site, Instant acquired) {
        return """
                {"kind":"thread_ended","open":true,"ending":null,"pool":"jdbc/shop","site":"%s","lease":%s}""".formatted(site, lease(site, acquired));
    }

    String lease(String site, Instant acquired) {
        return """
                {"id":%d,"pool":"jdbc/shop","declared":false,"service":"shop","endpoint":"GET /orders","userId":"ann",\
                "thread":"t-1","acquiredAt":"%s","age":75.5,"leaked":false,"activity":"idle","site":{"label":"%s"}}""".formatted(ids.incrementAndGet(), acquired, site);
    }

    /** By this server's clock. */
    Instant now() {
        return START.plusSeconds(readings.get());
    }

    private void monitor(String path, Answer answer) {
        http.createContext("/leasewatch/api/" + path, exchange -> {
            boolean isPublic = path.startsWith("health");
            if (isPublic || CREDENTIALS.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 200, answer.text());
            } else {
                answer(exchange, 401, "{\"detail\":\"A user of the role leasewatch-viewer is needed.\"}");
            }
        });
    }

    private synchronized String pools() {
        if (staleLooks > 0) {
            staleLooks--;
        } else if (!stopsReading || lastReading.equals("[]")) {
            readings.incrementAndGet();
            lastReading = """
                    [{"poolName":"jdbc/shop","kind":"jdbc","inUseCount":%d,"idleCount":2,"waitingCount":null,
                      "maxCount":10,"utilizationPercent":%d,"timestamp":"%s"},
                     {"poolName":"bouncer/shop","kind":"pgbouncer","inUseCount":7,"idleCount":0,"waitingCount":3,
                      "maxCount":null,"utilizationPercent":0,"timestamp":"%s"}]""".formatted(inUse.get(), inUse.get() * 10, now(), now());
        }
        return lastReading;
    }

    private void serve(HttpExchange exchange) throws IOException {
        hits.incrementAndGet();
        String credentials = exchange.getRequestHeaders().getFirst("Authorization");
        credentialsAtEndpoint.add(credentials == null ? "none" : credentials);
        answer(exchange, endpoint.serve(exchange), "served");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
