package io.leasewatch.programs;

import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real Prometheus that keeps what it has in a folder of the test. */
public final class Prometheus implements AutoCloseable {

    private final Daemon daemon;
    private final QueryApi api;

    private Prometheus(Daemon daemon) {
        this.daemon = daemon;
        this.api = new QueryApi(daemon.port());
    }

    /** Starts one with that configuration, and waits until it is ready. */
    public static Prometheus start(Path folder, Path config) {
        String program = Program.need("prometheus");
        int port = Program.freePort();
        List<String> command = List.of(
                program,
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port);
        Prometheus started = new Prometheus(new Daemon(port, command, folder.resolve("log.txt")));
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> started.api.get("/-/ready").statusCode() == 200);
        return started;
    }

    /** Those that fire now. */
    public List<JsonObject> firing() throws IOException, InterruptedException {
        return api.data("/api/v1/alerts").getJsonArray("alerts").getValuesAs(JsonObject.class).stream()
                .filter(alert -> alert.getString("state").equals("firing"))
                .toList();
    }

    /** What a query answers at this moment, series by series. */
    public List<JsonObject> query(String expression) throws IOException, InterruptedException {
        return api.query(expression);
    }

    /** The values alone. */
    public List<String> values(String expression) throws IOException, InterruptedException {
        return api.values(expression);
    }

    @Override
    public void close() {
        daemon.close();
    }
}
