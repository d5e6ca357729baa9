package io.leasewatch.cli.server;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Parses the JSON of a server, and writes the JSON for scripts. Thread-safe. */
public final class CliJson {

    private static final Gson READER = new GsonBuilder()
            .registerTypeAdapter(String.class, (JsonDeserializer<String>)
                    (json, type, context) -> withoutControls(json.getAsString()))
            .registerTypeAdapter(
                    Instant.class, (JsonDeserializer<Instant>) (json, type, context) -> instant(json.getAsString()))
            .create();

    private static final Gson WRITER = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private CliJson() {}

    /** Parses {@code text}; empty if it is not JSON or does not have the expected shape. */
    static <T> Optional<T> read(String text, TypeToken<T> shape) {
        try {
            return Optional.ofNullable(READER.fromJson(text, shape));
        } catch (JsonParseException | UnsupportedOperationException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    public static String write(Object value) {
        return WRITER.toJson(value);
    }

    /** Replaces control characters. Names of users, threads and paths are untrusted input and could otherwise control the terminal. */
    static String withoutControls(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new JsonParseException(text, e);
        }
    }
}
