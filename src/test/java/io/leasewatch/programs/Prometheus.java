package io.leasewatch.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real Prometheus that keeps what it has in a folder of the test. */
public final class Prometheus implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI uri;
    private final Daemon daemon;

    private Prometheus(Daemon daemon) {
        this.daemon = daemon;
        this.uri = URI.create("http://127.0.0.1:" + daemon.port());
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
                .until(() -> started.get("/-/ready").statusCode() == 200);
        return started;
    }

    /** Those that fire now. */
    public List<JsonObject> firing() throws Exception {
        return data("/api/v1/alerts").getJsonArray("alerts").getValuesAs(JsonObject.class).stream()
                .filter(alert -> alert.getString("state").equals("firing"))
                .toList();
    }

    /** What a query answers at this moment, series by series. */
    public List<JsonObject> query(String expression) throws Exception {
        return data("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .getJsonArray("result")
                .getValuesAs(JsonObject.class);
    }

    private JsonObject data(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return Json.createReader(new StringReader(answer.body())).readObject().getJsonObject("data");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri.resolve(path)).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        daemon.close();
    }
}
