package io.leasewatch.web.http;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;

/**
 * Writes the documents of the API, of its feed and of the history with JSON-B, because the server does so for each answer of a resource
 * and describes the documents in OpenAPI by the same annotations. Unknown values are written as {@code null}.
 */
@Provider
public class JsonFormat implements ContextResolver<Jsonb> {

    /** Members whose name a record cannot have: {@code wait()} is a method of every object. */
    private static final Map<String, String> NAMES = Map.of("waitOfOneMinute", "wait", "holdOfOneMinute", "hold");

    public static final Jsonb JSON = JsonbBuilder.create(
            new JsonbConfig().withNullValues(true).withPropertyNamingStrategy(name -> NAMES.getOrDefault(name, name)));

    @Override
    public Jsonb getContext(Class<?> type) {
        return JSON;
    }

    /** Writes {@code value} as the API does. */
    public static String json(Object value) {
        return JSON.toJson(value);
    }
}
