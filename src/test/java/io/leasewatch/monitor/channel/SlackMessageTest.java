package io.leasewatch.monitor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.spi.Alert;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlackMessageTest {

    @Test
    void messageSaysWhatItIsAboutAndLinksToIt() {
        JsonObject message = message(Alerts.firing("7"), "https://shop.example.com/leasewatch/?alert=7&x=1");

        assertThat(texts(message))
                .containsExactly(
                        "warning: leaks of jdbc/app. 2 connections of jdbc/app leaked: 2 taken at Orders.java:41"
                                + " (&lt;init&gt;).",
                        "warning: leaks of jdbc/app",
                        "2 connections of jdbc/app leaked: 2 taken at Orders.java:41 (&lt;init&gt;).",
                        "*Server*\nshop-1",
                        "*Pool*\njdbc/app",
                        "*Service*\norders",
                        "*Severity*\nwarning",
                        "Taken at Orders.java:41 (&lt;init&gt;)",
                        "Alert 7 · 2031-03-05T07:11:13Z · <https://shop.example.com/leasewatch/?alert=7&amp;x=1|Leasewatch>");
    }

    @Test
    void resolutionSaysSo() {
        assertThat(texts(message(Alerts.resolved("7"), null))).contains("resolved: leaks of jdbc/app");
    }

    @Test
    void nobodyIsCalledByWhatAMessageSays() {
        assertThat(texts(message(Alerts.saying("<!channel> & <@U024BE7LH> https://evil.example.com"), null)))
                .contains("&lt;!channel&gt; &amp; &lt;@U024BE7LH&gt; https://evil.example.com");
    }

    @Property(tries = 300)
    void whateverIsSaidKeepsToSlacksLimits(@ForAll @StringLength(max = 4_000) String said) {
        JsonObject message = message(Alerts.saying("x" + said), null);

        assertLimits(message);
    }

    @Test
    void longTextsOfMarksOnlyKeepToTheLimitsAndAreNotCutWithinOne() {
        JsonObject message = message(Alerts.saying("&".repeat(5_000)), null);

        assertLimits(message);
        assertThat(texts(message).get(2)).endsWith("&amp;…").hasSizeGreaterThan(2_990);
        assertThat(SlackMessage.escaped("&&", 10)).isEqualTo("&amp;&amp;");
        assertThat(SlackMessage.escaped("&&", 9)).isEqualTo("&amp;…");
        assertThat(SlackMessage.escaped("🦉🦉", 3)).isEqualTo("🦉…");
    }

    private static void assertLimits(JsonObject message) {
        assertThat(message.getJsonArray("blocks")).hasSizeLessThanOrEqualTo(50);
        for (JsonObject block : message.getJsonArray("blocks").getValuesAs(JsonObject.class)) {
            switch (block.getString("type")) {
                case "header" -> assertText(block.getJsonObject("text"), "plain_text", 150);
                case "section" -> {
                    if (block.containsKey("text")) {
                        assertText(block.getJsonObject("text"), "mrkdwn", 3_000);
                    } else {
                        assertThat(block.getJsonArray("fields")).hasSizeBetween(1, 10);
                        block.getJsonArray("fields")
                                .forEach(field -> assertText(field.asJsonObject(), "mrkdwn", 2_000));
                    }
                }
                case "context" -> {
                    assertThat(block.getJsonArray("elements")).hasSizeBetween(1, 10);
                    block.getJsonArray("elements").forEach(one -> assertText(one.asJsonObject(), "mrkdwn", 2_000));
                }
                default -> throw new AssertionError(block);
            }
        }
    }

    private static void assertText(JsonObject text, String type, int most) {
        assertThat(text.getString("type")).isEqualTo(type);
        assertThat(text.getString("text")).isNotEmpty().hasSizeLessThanOrEqualTo(most);
    }

    private static JsonObject message(Alert alert, @Nullable String link) {
        return Json.createReader(new StringReader(SlackMessage.of(alert, "shop-1", link)))
                .readObject();
    }

    /** Every text of the message, from the top to the bottom. */
    private static List<String> texts(JsonValue value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof JsonObject object) {
            object.forEach((name, member) -> {
                if (name.equals("text") && member instanceof JsonString text) {
                    texts.add(text.getString());
                } else {
                    texts.addAll(texts(member));
                }
            });
        } else if (value.getValueType() == JsonValue.ValueType.ARRAY) {
            value.asJsonArray().forEach(one -> texts.addAll(texts(one)));
        }
        return texts;
    }
}
