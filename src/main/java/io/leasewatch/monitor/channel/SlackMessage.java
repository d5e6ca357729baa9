package io.leasewatch.monitor.channel;

import io.leasewatch.spi.Alert;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Encodes an alert as a Slack message: blocks within Slack's limits, with control characters escaped. */
final class SlackMessage {

    private static final int HEADER = 150;
    private static final int SECTION = 3_000;
    private static final int FIELD = 2_000;
    private static final int MOST_SITES = 10;

    private SlackMessage() {}

    static String of(Alert alert, String sender, @Nullable String link) {
        String title = (alert.isFiring() ? alert.severity().word() : "resolved") + ": " + alert.rule()
                + (alert.pool().isEmpty() ? "" : " of " + alert.pool());
        List<Object> blocks = new ArrayList<>();
        blocks.add(Map.of("type", "header", "text", text("plain_text", title, HEADER)));
        blocks.add(section("text", text("mrkdwn", alert.message(), SECTION)));
        blocks.add(section("fields", fields(alert, sender)));
        List<String> sites = CloudEvent.sites(alert, MOST_SITES);
        if (!sites.isEmpty()) {
            blocks.add(section("text", text("mrkdwn", "Taken at " + String.join("\nand at ", sites), SECTION)));
        }
        blocks.add(Map.of("type", "context", "elements", List.of(footer(alert, link))));
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("text", escaped(title + ". " + alert.message(), SECTION));
        message.put("blocks", blocks);
        return Json.of(message);
    }

    private static List<Object> fields(Alert alert, String sender) {
        List<Object> fields = new ArrayList<>();
        field(fields, "Server", sender);
        field(fields, "Pool", alert.pool());
        field(fields, "Service", alert.service());
        field(fields, "Severity", alert.severity().word());
        return fields;
    }

    /** Slack rejects empty texts. */
    private static void field(List<Object> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.add(text("mrkdwn", "*" + name + "*\n" + value, FIELD));
        }
    }

    private static Map<String, Object> footer(Alert alert, @Nullable String link) {
        Map<String, Object> footer = text("mrkdwn", "Alert " + alert.id() + " · " + alert.timestamp(), FIELD);
        if (link != null) {
            footer.put("text", footer.get("text") + " · <" + escaped(link, FIELD) + "|Leasewatch>");
        }
        return footer;
    }

    private static Map<String, Object> section(String member, Object content) {
        Map<String, Object> section = new LinkedHashMap<>();
        section.put("type", "section");
        section.put(member, content);
        return section;
    }

    private static Map<String, Object> text(String type, String text, int most) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", type);
        json.put("text", escaped(text, most));
        if (type.equals("mrkdwn")) {
            // Otherwise Slack links text that looks like a user or a channel.
            json.put("verbatim", true);
        }
        return json;
    }

    /** Escapes {@code text} and cuts it to {@code most} characters, never within an escape or a surrogate pair. */
    static String escaped(String text, int most) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            String next = switch (point) {
                case '&' -> "&amp;";
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                default -> Character.toString(point);
            };
            boolean last = i >= text.length();
            if (escaped.length() + next.length() > (last ? most : most - 1)) {
                return escaped.append('…').toString();
            }
            escaped.append(next);
        }
        return escaped.toString();
    }
}
