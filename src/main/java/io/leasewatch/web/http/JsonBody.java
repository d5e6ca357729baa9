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
        // Checked before parsing, because not every JSON parser limits the depth.
        if (depth(body) > DEEPEST) {
            throw Problem.exception(Status.BAD_REQUEST, "The body must not be nested deeper than " + DEEPEST + ".");
        }
        try (JsonParser parser = Json.createParser(new StringReader(body))) {
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

    /** The largest number of brackets that are open at once. Brackets inside strings do not count. */
    private static int depth(String json) {
        int deepest = 0;
        int depth = 0;
        boolean text = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (text && c == '\\') {
                i++;
            } else if (c == '"') {
                text = !text;
            } else if (!text && (c == '{' || c == '[')) {
                deepest = Math.max(deepest, ++depth);
            } else if (!text && (c == '}' || c == ']')) {
                depth--;
            }
        }
        return deepest;
    }
}
