package io.leasewatch.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.WebApplicationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{}", "\n{ }\n"})
    void bodyMayBeLeftOut(String body) {
        assertThat(JsonBody.object(body)).isEmpty();
    }

    @Test
    void bracketsInsideOfTextsAreNotNesting() {
        String text = "[{".repeat(50) + "\\\"" + "[{".repeat(50);

        assertThat(JsonBody.object("{\"a\":\"" + text + "\"}")).containsKey("a");
    }

    @Test
    void asDeepAsAllowedIsReadAndNoDeeper() {
        int lists = JsonBody.DEEPEST - 1;

        assertThat(JsonBody.object(nested(lists))).containsKey("a");
        assertThatThrownBy(() -> JsonBody.object(nested(lists + 1)))
                .isInstanceOf(WebApplicationException.class)
                .hasMessage("The body must not be nested deeper than 16.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "[]", "1", "null", "{} {}", "{\"a\":}", "{a:1}", "\u0000", "{\"a\":\"\u0000\"}", "]]]]{}"})
    void whatIsNoJsonObjectIsRefusedInWordsOfOurOwn(String body) {
        assertThatThrownBy(() -> JsonBody.object(body))
                .isInstanceOf(WebApplicationException.class)
                .hasMessage("The body must be a JSON object, or empty.");
    }

    private static String nested(int lists) {
        return "{\"a\":" + "[".repeat(lists) + "]".repeat(lists) + "}";
    }
}
