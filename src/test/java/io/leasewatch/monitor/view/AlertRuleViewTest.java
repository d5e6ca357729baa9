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
                "busy: utilization >= 90 and waiting > 0 of jdbc/app for PT2M",
                "busy: errors > 5 or error-rate >= 0.5 severity error",
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

    @Test
    void severalConditionsMustAllHoldUnlessTheRuleSaysAny() {
        String conditions = "'conditions':[{'metric':'in-use','operator':'>','value':5},"
                + "{'metric':'waiting','operator':'>','value':0}]";

        assertThat(AlertRuleView.read(parse("{'name':'busy'," + conditions + "}")))
                .isEqualTo(RuleSettings.parse("busy: in-use > 5 and waiting > 0"));
        assertThat(AlertRuleView.read(parse("{'name':'busy','match':'any'," + conditions + ",'of':'jdbc/app'}")))
                .isEqualTo(RuleSettings.parse("busy: in-use > 5 or waiting > 0 of jdbc/app"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "7 | a rule must be a JSON object, was 7",
                "{'metric':'in-use','operator':'>','value':5} | Rule null: name must be 1 to 50 lower-case letters, digits and hyphens and begin with a letter, was ",
                "{'name':'busy','metrik':'in-use'} | Rule busy: members must be among name, metric, operator, value, match, conditions, of, for, severity, cooldown, channels, enabled, was metrik",
                "{'name':'busy','metric':'in-use','operator':'>'} | Rule busy: value must be a number, was null",
                "{'name':'busy','metric':'in-use','value':5} | Rule busy: operator must be one of > >= < <=, was null",
                "{'name':'busy','operator':'>'} | Rule busy: operator, value and of need a metric",
                "{'name':'busy','match':'any'} | Rule busy: match needs conditions, was any",
                "{'name':'busy','conditions':[]} | Rule busy: a rule must have from 1 to 10 conditions, was 0",
                "{'name':'busy','conditions':{}} | Rule busy: conditions must be an array, was {}",
                "{'name':'busy','conditions':[7]} | Rule busy: condition 1: must be a JSON object, was 7",
                "{'name':'busy','conditions':[{'metric':'in-use','operator':'>','value':5},{'metric':'idle','operator':'>'}]} | Rule busy: condition 2: value must be a number, was null",
                "{'name':'busy','conditions':[{'metric':'in-use','operator':'>','value':5,'of':'a'}]} | Rule busy: condition 1: members must be among metric, operator, value, was of",
                "{'name':'busy','match':'some','conditions':[{'metric':'in-use','operator':'>','value':5}]} | Rule busy: match must be one of all, any, was some",
                "{'name':'busy','metric':'idle','conditions':[{'metric':'in-use','operator':'>','value':5}]} | Rule busy: a rule must have either metric, operator and value, or conditions, was both",
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
