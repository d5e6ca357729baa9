package io.leasewatch.monitor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void componentsAreWrittenInTheirOrderAndWithoutNull() {
        assertThat(Json.of(new Document(
                        "a \"quoted\" \\ line\nand\ttab of <b> & 'c' = d", 7, 2.5, null, List.of(), List.of(true))))
                .isEqualTo("{\"text\":\"a \\\"quoted\\\" \\\\ line\\nand\\ttab of <b> & 'c' = d\",\"count\":7,"
                        + "\"age\":2.5,\"empty\":[],\"truth\":[true]}");
    }

    /** UTF-8 has no unpaired surrogates. */
    @Property
    void anyTextThatUtf8CanEncodeIsReadAsItWasWritten(@ForAll String text) {
        String sent = new String(Json.of(List.of(text)).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        try (JsonReader reader = jakarta.json.Json.createReader(new StringReader(sent))) {
            assertThat(reader.readArray().getString(0))
                    .isEqualTo(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        }
    }

    private record Document(
            String text, int count, double age, @Nullable String nothing, List<String> empty, List<Boolean> truth) {}
}
