package io.leasewatch.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.WebApplicationException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTest {

    private static final List<String> POOLS = List.of("jdbc/App", "jdbc/b");

    @Test
    void parameterThatIsLeftOutHasItsDefault() {
        assertThat(Parameter.number("limit", null, 100, 1, 1000)).isEqualTo(100);
        assertThat(Parameter.bool("detailed", null, true)).isTrue();
        assertThat(Parameter.duration("minAge", null, Duration.ZERO)).isZero();
        assertThat(Parameter.word("status", null, List.of("firing"))).isNull();
        assertThatCode(() -> Parameter.oneOf("pool", null, List.of())).doesNotThrowAnyException();
    }

    @Test
    void numberIsReadWithinItsBounds() {
        assertThat(Parameter.number("limit", "1", 100, 1, 1000)).isEqualTo(1);
        assertThat(Parameter.number("limit", "1000", 100, 1, 1000)).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-5", "1.5", "ten", "", "99999999999"})
    void numberOutOfItsBoundsIsRefused(String text) {
        assertRefused(
                () -> Parameter.number("limit", text, 100, 1, 1000),
                "The parameter limit must be a whole number from 1 to 1000, was " + text);
    }

    @Test
    void truthIsReadAsItIsWritten() {
        assertThat(Parameter.bool("detailed", "true", false)).isTrue();
        assertThat(Parameter.bool("detailed", "false", true)).isFalse();
        assertRefused(
                () -> Parameter.bool("detailed", "yes", false),
                "The parameter detailed must be true or false, was yes");
    }

    @Test
    void durationIsANumberOfSecondsOrOneOfTheStandardForm() {
        assertThat(Parameter.duration("minAge", "90", Duration.ZERO)).isEqualTo(Duration.ofSeconds(90));
        assertThat(Parameter.duration("minAge", "PT1M30S", Duration.ZERO)).isEqualTo(Duration.ofSeconds(90));
        assertThat(Parameter.duration("minAge", "0", Duration.ofSeconds(1))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-999999999-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "P365000000D", "PT9000000000000H"})
    void pointInTimeThatIsTooLongAgoIsTheFirstThatMillisecondsCount(String text) {
        assertThat(Parameter.since(text, Instant.parse("2026-03-29T12:00:00Z"))).isEqualTo(Instant.EPOCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "PT-1S", "soon", "", "1.5", "9999999999"})
    void whatIsNoDurationIsRefused(String text) {
        assertRefused(
                () -> Parameter.duration("minAge", text, Duration.ZERO),
                "The parameter minAge must be a number of seconds, or a duration such as PT30S, not negative, was "
                        + text);
    }

    @Test
    void durationOfABodyIsReadWithinItsBounds() {
        assertThat(upToADay(body("\"PT1M\""))).isEqualTo(Duration.ofMinutes(1));
        assertThat(upToADay(body("\"P1D\""))).isEqualTo(Duration.ofDays(1));
        assertThat(upToADay(JsonValue.EMPTY_JSON_OBJECT)).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"PT59S\"", "\"PT24H1S\"", "\"-PT1H\"", "\"soon\"", "\"\"", "3600", "null", "[]"})
    void durationOfABodyOutOfItsBoundsIsRefused(String value) {
        assertRefused(
                () -> upToADay(body(value)),
                "The parameter duration must be a duration from PT1M to PT24H, such as PT1H, was "
                        + value.replace("\"", ""));
    }

    private static JsonObject body(String duration) {
        return Json.createReader(new StringReader("{\"duration\":" + duration + "}"))
                .readObject();
    }

    private static Duration upToADay(JsonObject body) {
        return Parameter.duration(body, "duration", Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofHours(24));
    }

    @Test
    void nameMustBeWrittenExactly() {
        assertThatCode(() -> Parameter.oneOf("pool", "jdbc/App", POOLS)).doesNotThrowAnyException();
        assertRefused(
                () -> Parameter.oneOf("pool", "jdbc/app", POOLS),
                "The parameter pool must be one of jdbc/App, jdbc/b, was jdbc/app");
        assertRefused(
                () -> Parameter.oneOf("pool", "JDBC/B", POOLS),
                "The parameter pool must be one of jdbc/App, jdbc/b, was JDBC/B");
    }

    @Test
    void nameCanOnlyBeLeftOutWhenThereIsNoneYet() {
        assertRefused(
                () -> Parameter.oneOf("pool", "jdbc/App", List.of()),
                "The parameter pool must be left out, because none exists yet, was jdbc/App");
    }

    @Test
    void wordMayBeWrittenInCapitals() {
        assertThat(Parameter.word("status", "FIRING", List.of("firing", "resolved")))
                .isEqualTo("firing");
        assertRefused(
                () -> Parameter.word("status", "over", List.of("firing", "resolved")),
                "The parameter status must be one of firing, resolved, was over");
    }

    @Test
    void longValueIsNotRepeatedInFull() {
        assertRefused(
                () -> Parameter.bool("detailed", "x".repeat(5_000), false),
                "The parameter detailed must be true or false, was " + "x".repeat(100) + "…");
    }

    private static void assertRefused(ThrowingCallable reading, String detail) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(WebApplicationException.class, e -> {
            assertThat(e.getResponse().getStatus()).isEqualTo(400);
            assertThat(e.getResponse().getEntity()).isEqualTo(new Problem("about:blank", "Bad Request", 400, detail));
        });
    }
}
