package io.leasewatch.monitor.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.monitor.alert.RuleSettings;
import io.leasewatch.web.rest.AlertRuleView;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertRuleViewTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "busy: utilization >= 92.5 of jdbc/app for PT5M severity error cooldown PT10M channels slack+log disabled",
                "busy: in-use > 5",
                "leaks: cooldown PT0S channels slack",
                "waiters: disabled"
            })
    void ruleIsReadAsItIsShown(String text) throws Exception {
        RuleSettings rule = RuleSettings.parse(text);
        try (Jsonb jsonb = JsonbBuilder.create(new JsonbConfig().withNullValues(true))) {
            String json = jsonb.toJson(AlertRuleView.of(rule));

            assertThat(json).contains("\"for\":\"");
            assertThat(AlertRuleView.read(parse(json))).isEqualTo(rule);
        }
    }

    @Test
    void whatIsLeftOutIsAsByDefault() {
        assertThat(AlertRuleView.read(parse("{'name':'busy','metric':'in-use','operator':'>','value':5}")))
                .isEqualTo(RuleSettings.parse("busy: in-use > 5"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "7 | a rule must be a JSON object, was 7",
                "{'metric':'in-use','operator':'>','value':5} | Rule null: name must be 1 to 50 lower-case letters, digits and hyphens and begin with a letter, was ",
                "{'name':'busy','metrik':'in-use'} | Rule busy: members must be among name, metric, operator, value, of, for, severity, cooldown, channels, enabled, was metrik",
                "{'name':'busy','metric':'in-use','operator':'>'} | Rule busy: value must be a number, was null",
                "{'name':'busy','metric':'in-use','value':5} | Rule busy: operator must be one of > >= < <=, was null",
                "{'name':'busy','operator':'>'} | Rule busy: operator, value and of need a metric",
                "{'name':'busy','for':'soon'} | Rule busy: for must be a duration such as PT5M, was soon",
                "{'name':'busy','for':5} | Rule busy: for must be a text, was 5",
                "{'name':'busy','channels':'slack'} | Rule busy: channels must be an array of names, was \"slack\"",
                "{'name':'busy','enabled':'no'} | Rule busy: enabled must be true or false, was \"no\"",
                "{'name':'busy','metric':'in-use','operator':'>','value':5,'of':'a, b: in-use > 1'} | Rule busy: of must be a name without spaces and commas, or empty, was a, b: in-use > 1"
            })
    void whatIsNoRuleIsRefusedWithTheReason(String json, String why) {
        JsonValue value = parse(json.replace("\\\"", "\""));

        assertThatThrownBy(() -> AlertRuleView.read(value))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isEqualToIgnoringWhitespace(why.replace("\\\"", "\""));
    }

    private static JsonValue parse(String json) {
        return Json.createReader(new StringReader(json.replace('\'', '"'))).readValue();
    }
}
