package io.leasewatch.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTextTest {

    /** All control characters of Unicode. */
    private static IntStream controls() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(character -> Character.getType(character) == Character.CONTROL);
    }

    /** Characters that change the direction of text, that cannot be seen, or that separate lines. */
    private static IntStream marks() {
        return IntStream.of(
                0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x200b,
                0x2060, 0xfeff, 0xad, 0x2028, 0x2029, 0xe0041, 0xd800, 0xdfff);
    }

    @ParameterizedTest
    @MethodSource({"controls", "marks"})
    void characterThatCouldForgeALineIsShownAsItsNumberAndTheRestIsUnchanged(int character) {
        String encoded = LogText.encode("a" + Character.toString(character) + "ö");

        assertThat(encoded).startsWith("a\\").endsWith("ö").doesNotContain(Character.toString(character));
        assertThat(encoded.codePoints()).allMatch(shown -> shown >= ' ' && shown != 0x7f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /api/books/{id}", "C:\\logs\\new", "Größe, 価格, 🙂, السعر", "a % {0} 'b'"})
    void otherTextIsUnchanged(String text) {
        assertThat(LogText.encode(text)).isSameAs(text);
    }

    @Test
    void endsOfLinesAndTabsAreShownAsProgrammersWriteThem() {
        assertThat(LogText.encode("a\r\nb\tc\u001b[2J")).isEqualTo("a\\r\\nb\\tc\\u001b[2J");
    }
}
