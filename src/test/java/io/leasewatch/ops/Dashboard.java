package io.leasewatch.ops;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The dashboard for Grafana. */
public record Dashboard(JsonObject json) {

    static final Path FILE = Path.of("ops/grafana/leasewatch.json");

    public static Dashboard read() {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(FILE))) {
            return new Dashboard(reader.readObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<JsonObject> all() {
        return json.getJsonArray("panels").getValuesAs(JsonObject.class);
    }

    /** Those that show something: all but the headings. */
    List<JsonObject> panels() {
        return all().stream()
                .filter(panel -> !panel.getString("type").equals("row"))
                .toList();
    }

    /** What its panels ask for, as Grafana asks when every server and pool is chosen. */
    public List<String> queries() {
        return panels().stream()
                .flatMap(panel -> panel.getJsonArray("targets").getValuesAs(JsonObject.class).stream())
                .map(target -> target.getString("expr")
                        .replace("$instance", ".*")
                        .replace("$pool", ".*")
                        .replace("$__rate_interval", "1m"))
                .toList();
    }
}
