package io.leasewatch.monitor.channel;

import io.leasewatch.spi.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An alert as a Slack message: blocks within Slack's limits, with control characters escaped. */
record SlackMessage(String text, List<Block> blocks) {

    private static final int HEADER = 150;
    private static final int SECTION = 3_000;
    private static final int FIELD = 2_000;
    private static final int MOST_SITES = 10;

    static String of(Alert alert, String sender, @Nullable String link) {
        String title = (alert.isFiring() ? alert.severity().word() : "resolved") + ": " + alert.rule()
                + (alert.pool().isEmpty() ? "" : " of " + alert.pool());
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block("header", new Text("plain_text", escaped(title, HEADER), null), null, null));
        blocks.add(section(alert.message()));
        blocks.add(new Block("section", null, fields(alert, sender), null));
        List<String> sites = CloudEvent.sites(alert, MOST_SITES);
        if (!sites.isEmpty()) {
            blocks.add(section("Taken at " + String.join("\nand at ", sites)));
        }
        blocks.add(new Block("context", null, null, List.of(footer(alert, link))));
        return Json.of(new SlackMessage(escaped(title + ". " + alert.message(), SECTION), blocks));
    }

    private static Block section(String text) {
        return new Block("section", Text.escapedOf(text, SECTION), null, null);
    }

    /** Slack rejects empty texts. */
    private static List<Text> fields(Alert alert, String sender) {
        return Stream.of(
                        Map.entry("Server", sender),
                        Map.entry("Pool", alert.pool()),
                        Map.entry("Service", alert.service()),
                        Map.entry("Severity", alert.severity().word()))
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> Text.escapedOf("*" + field.getKey() + "*\n" + field.getValue(), FIELD))
                .toList();
    }

    private static Text footer(Alert alert, @Nullable String link) {
        String text = escaped("Alert " + alert.id() + " · " + alert.timestamp(), FIELD);
        return Text.of(link == null ? text : text + " · <" + escaped(link, FIELD) + "|Leasewatch>");
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

    private record Block(
            String type,
            @Nullable Text text,
            @Nullable List<Text> fields,
            @Nullable List<Text> elements) {}

    /** A text; {@code verbatim} prevents that Slack links what looks like a user or a channel. */
    private record Text(String type, String text, @Nullable Boolean verbatim) {

        static Text of(String escaped) {
            return new Text("mrkdwn", escaped, true);
        }

        static Text escapedOf(String text, int most) {
            return of(escaped(text, most));
        }
    }
}
