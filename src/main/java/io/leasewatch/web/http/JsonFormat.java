package io.leasewatch.web.http;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/** Says {@code null} where nobody knows, rather than leaving the field out. */
@Provider
public class JsonFormat implements ContextResolver<Jsonb> {

    public static final Jsonb JSON = JsonbBuilder.create(new JsonbConfig().withNullValues(true));

    @Override
    public Jsonb getContext(Class<?> type) {
        return JSON;
    }

    /** Anything as the API says it. */
    public static String json(Object value) {
        return JSON.toJson(value);
    }
}
