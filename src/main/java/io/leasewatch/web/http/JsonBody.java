package io.leasewatch.web.http;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.ws.rs.core.Response.Status;
import java.io.StringReader;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request, and answers 400 if it is not a JSON object. */
public final class JsonBody {

    /** Far deeper than any document of the API, which nests a rule in an array in an object. */
    static final int DEEPEST = 16;

    private JsonBody() {}

    /** Returns the JSON object in {@code body}, or an empty one if there is no body. */
    public static JsonObject object(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try (JsonParser parser = Json.createParser(new StringReader(body))) {
            checkDepth(body);
            if (parser.next() == JsonParser.Event.START_OBJECT) {
                JsonObject object = parser.getObject();
                if (!parser.hasNext()) {
                    return object;
                }
            }
        } catch (JsonException | IllegalStateException | NoSuchElementException e) {
            // Answered below.
        }
        throw Problem.exception(Status.BAD_REQUEST, "The body must be a JSON object, or empty.");
    }

    /** Checked before the object is built, because not every JSON parser limits the depth. */
    private static void checkDepth(String body) {
        try (JsonParser parser = Json.createParser(new StringReader(body))) {
            for (int depth = 0; parser.hasNext(); ) {
                switch (parser.next()) {
                    case START_OBJECT, START_ARRAY -> depth++;
                    case END_OBJECT, END_ARRAY -> depth--;
                    default -> {}
                }
                if (depth > DEEPEST) {
                    throw Problem.exception(
                            Status.BAD_REQUEST, "The body must not be nested deeper than " + DEEPEST + ".");
                }
            }
        }
    }
}
