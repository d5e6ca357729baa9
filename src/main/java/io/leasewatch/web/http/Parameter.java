package io.leasewatch.web.http;

import io.leasewatch.core.text.LogText;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response.Status;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads query parameters and members of a body. If one is invalid, the answer is 400 and names the allowed values. */
public final class Parameter {

    private static final int LONGEST_NAME = 400;

    private Parameter() {}

    public static int number(String name, @Nullable String text, int byDefault, int least, int most) {
        if (text == null) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Answered below.
        }
        throw wrong(name, "a whole number from " + least + " to " + most, text);
    }

    public static boolean bool(String name, @Nullable String text, boolean byDefault) {
        if (text == null) {
            return byDefault;
        }
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw wrong(name, "true or false", text);
    }

    /** Seconds, or an ISO-8601 duration. */
    public static Duration duration(String name, @Nullable String text, Duration byDefault) {
        if (text == null) {
            return byDefault;
        }
        try {
            Duration duration =
                    text.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeException e) {
            // Answered below.
        }
        throw wrong(name, "a number of seconds, or a duration such as PT30S, not negative", text);
    }

    /** The name of a pool, which need not exist any more. Empty if the parameter is left out. */
    public static String pool(@Nullable String name) {
        if (name != null && (name.isEmpty() || name.length() > LONGEST_NAME)) {
            throw wrong("pool", "the name of a pool, of 1 to " + LONGEST_NAME + " characters", name);
        }
        return name == null ? "" : name;
    }

    /** The parameter {@code since}: a point in time, or a duration before {@code now}. {@code null} if it is left out. */
    public static @Nullable Instant since(@Nullable String text, Instant now) {
        return moment("since", text, now);
    }

    /** A point in time not after {@code now}, or a duration before {@code now}. {@code null} if the parameter is left out. */
    public static @Nullable Instant moment(String name, @Nullable String text, Instant now) {
        if (text == null) {
            return null;
        }
        try {
            Instant moment = text.startsWith("P") ? before(now, Duration.parse(text)) : Instant.parse(text);
            if (!moment.isAfter(now)) {
                // The history has nothing older, and milliseconds cannot express every instant.
                return moment.isBefore(Instant.EPOCH) ? Instant.EPOCH : moment;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // Answered below.
        }
        throw wrong(
                name,
                "a time in the past such as 2026-03-29T12:00:00Z, or a duration such as PT24H, not negative",
                text);
    }

    private static Instant before(Instant now, Duration duration) {
        return duration.compareTo(Duration.between(Instant.EPOCH, now)) > 0 ? Instant.EPOCH : now.minus(duration);
    }

    /** Rejects unknown members, because a misspelt member would otherwise be ignored silently. */
    public static void onlyMembers(JsonObject body, List<String> known) {
        for (String name : body.keySet()) {
            if (known.isEmpty()) {
                throw Problem.exception(Status.BAD_REQUEST, "The body must have no members, was " + shown(name));
            }
            if (!known.contains(name)) {
                throw Problem.exception(
                        Status.BAD_REQUEST,
                        "The members of the body must be among " + String.join(", ", known) + ", was " + shown(name));
            }
        }
    }

    /** A boolean member of a body. */
    public static boolean flag(JsonObject body, String name, boolean byDefault) {
        JsonValue value = body.getOrDefault(name, byDefault ? JsonValue.TRUE : JsonValue.FALSE);
        if (value.getValueType() != JsonValue.ValueType.TRUE && value.getValueType() != JsonValue.ValueType.FALSE) {
            throw wrong(name, "true or false", value.toString());
        }
        return value.getValueType() == JsonValue.ValueType.TRUE;
    }

    /** A member of a body that is a text. */
    public static String text(JsonObject body, String name, String byDefault) {
        JsonValue value = body.get(name);
        if (value == null) {
            return byDefault;
        }
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw wrong(name, "a text", value.toString());
    }

    /** A member of a body that is a duration from {@code least} to {@code most}. */
    public static Duration duration(JsonObject body, String name, Duration byDefault, Duration least, Duration most) {
        JsonValue value = body.get(name);
        if (value == null) {
            return byDefault;
        }
        String text = value instanceof JsonString string ? string.getString() : value.toString();
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        } catch (DateTimeException e) {
            // Answered below.
        }
        throw wrong(name, "a duration from " + least + " to " + most + ", such as " + byDefault, text);
    }

    /** Checks that {@code text}, if given, is one of {@code allowed}. Case matters. */
    public static void oneOf(String name, @Nullable String text, Collection<String> allowed) {
        if (text != null && !allowed.contains(text)) {
            throw wrong(
                    name,
                    allowed.isEmpty() ? "left out, because none exists yet" : "one of " + String.join(", ", allowed),
                    text);
        }
    }

    /** One of {@code allowed}, ignoring case, in lower case. {@code null} if the parameter is left out. */
    public static @Nullable String word(String name, @Nullable String text, Collection<String> allowed) {
        if (text == null) {
            return null;
        }
        String word = text.toLowerCase(Locale.ROOT);
        if (!allowed.contains(word)) {
            throw wrong(name, "one of " + String.join(", ", allowed), text);
        }
        return word;
    }

    /** An answer that names the parameter, the rule and the value. */
    public static RuntimeException wrong(String name, String rule, String value) {
        return Problem.exception(
                Status.BAD_REQUEST, "The parameter " + name + " must be " + rule + ", was " + shown(value));
    }

    /** Shortens a user's value to 100 characters that can be seen, to be repeated in an error message. */
    static String shown(String value) {
        return LogText.encode(value.length() > 100 ? value.substring(0, 100) + "…" : value);
    }
}
