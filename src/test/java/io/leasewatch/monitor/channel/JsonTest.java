package io.leasewatch.monitor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void valuesAreWrittenInTheirOrder() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("text", "a \"quoted\" \\ line\nand\ttab");
        object.put("numbers", List.of(1, 2.5));
        object.put("nothing", null);
        object.put("empty", List.of());
        object.put("truth", true);
        object.put("within", Map.of("a", Arrays.asList((Object) null)));

        assertThat(Json.of(object))
                .isEqualTo("{\"text\":\"a \\\"quoted\\\" \\\\ line\\nand\\ttab\",\"numbers\":[1,2.5],\"nothing\":null,"
                        + "\"empty\":[],\"truth\":true,\"within\":{\"a\":[null]}}");
    }

    @Property
    void anyTextIsReadAsItWasWrittenAfterItsWayThroughUtf8(@ForAll String text) {
        String sent = new String(Json.of(List.of(text)).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        try (JsonReader reader = jakarta.json.Json.createReader(new StringReader(sent))) {
            assertThat(reader.readArray().getString(0)).isEqualTo(text);
        }
    }
}
