package io.leasewatch.programs;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;

/** What Prometheus answers over HTTP, and what has learned it from Prometheus. */
final class QueryApi {

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI uri;

    QueryApi(int port) {
        this.uri = URI.create("http://127.0.0.1:" + port);
    }

    List<JsonObject> query(String expression) throws IOException, InterruptedException {
        return data("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .getJsonArray("result")
                .getValuesAs(JsonObject.class);
    }

    List<String> values(String expression) throws IOException, InterruptedException {
        return query(expression).stream()
                .map(series -> series.getJsonArray("value").getString(1))
                .toList();
    }

    JsonObject data(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return Json.createReader(new StringReader(answer.body())).readObject().getJsonObject("data");
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri.resolve(path)).build(), BodyHandlers.ofString());
    }
}
