package io.leasewatch.web.rest;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.function.Function;

/** An incident as Markdown, to be pasted into a post-mortem. */
final class PostMortem {

    private PostMortem() {}

    static String of(JsonObject incident) {
        StringBuilder text = new StringBuilder();
        text.append("# Incident ")
                .append(incident.getString("id"))
                .append(": ")
                .append(escaped(incident, "pool"))
                .append("\n\n");
        text.append(escaped(incident, "sentence")).append("\n\n");
        text.append("- State at its worst: ")
                .append(incident.getString("state"))
                .append('\n');
        text.append("- Cause: ").append(incident.getString("cause")).append('\n');
        text.append("- Began: ").append(incident.getString("openedAt")).append('\n');
        text.append("- Ended: ")
                .append(
                        incident.getBoolean("open")
                                ? "not yet"
                                : incident.getString("endedAt") + ". " + incident.getString("ending"))
                .append('\n');
        text.append("- Connections in use at most: ").append(incident.getInt("peakInUse"));
        text.append(incident.isNull("maxCount") ? "" : " of " + incident.getInt("maxCount"))
                .append('\n');
        text.append("- Acquisitions that timed out: ")
                .append(incident.getInt("timeouts"))
                .append('\n');
        section(
                text,
                "What leaked",
                incident.getJsonArray("lines"),
                line -> line.getInt("leaks") + " taken at " + escaped(line, "site"));
        section(
                text,
                "Who was hurt",
                incident.getJsonArray("hurt"),
                hurt -> String.format(
                        Locale.ROOT,
                        "%s of %s: %d waited, %d got no connection, %.1f s in all",
                        escaped(hurt, "operation"),
                        escaped(hurt, "service"),
                        hurt.getInt("waited"),
                        hurt.getInt("timedOut"),
                        hurt.getJsonNumber("waitedSeconds").doubleValue()));
        section(
                text,
                "What happened",
                incident.getJsonArray("timeline"),
                step -> step.getString("at") + " " + escaped(step, "what"));
        text.append("\n## What to do\n\n");
        for (JsonValue next : incident.getJsonArray("next")) {
            text.append("- ").append(escaped(((JsonString) next).getString())).append('\n');
        }
        return text.toString();
    }

    private static void section(StringBuilder text, String title, JsonArray rows, Function<JsonObject, String> line) {
        if (!rows.isEmpty()) {
            text.append("\n## ").append(title).append("\n\n");
            rows.getValuesAs(JsonObject.class)
                    .forEach(row -> text.append("- ").append(line.apply(row)).append('\n'));
        }
    }

    private static String escaped(JsonObject object, String member) {
        return escaped(object.getString(member));
    }

    /** Without what Markdown would take for a link, HTML or emphasis. */
    private static String escaped(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]<>#|])", "\\\\$1");
    }
}
