package io.leasewatch.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real Alertmanager that sends nothing to anybody. */
public final class Alertmanager implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI uri;
    private final Daemon daemon;

    private Alertmanager(Daemon daemon) {
        this.daemon = daemon;
        this.uri = URI.create("http://127.0.0.1:" + daemon.port());
    }

    /** Starts one that keeps what it has in {@code folder}, and waits until it is ready. */
    public static Alertmanager start(Path folder) throws IOException {
        String program = Program.need("prometheus-alertmanager");
        Path config = Files.writeString(
                folder.resolve("alertmanager.yml"), "route:\n  receiver: nobody\nreceivers:\n  - name: nobody\n");
        int port = Program.freePort();
        List<String> command = List.of(
                program,
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("data"),
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + port);
        Alertmanager started = new Alertmanager(new Daemon(port, command, folder.resolve("log.txt")));
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> started.get("/-/ready") != null);
        return started;
    }

    public URI uri() {
        return uri;
    }

    /** Those that fire now, as its API has them. */
    public List<JsonObject> alerts() throws Exception {
        return Json.createReader(new StringReader(get("/api/v2/alerts")))
                .readArray()
                .getValuesAs(JsonObject.class);
    }

    private String get(String path) throws Exception {
        var answer = client.send(HttpRequest.newBuilder(uri.resolve(path)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    @Override
    public void close() {
        daemon.close();
    }
}
