package io.leasewatch.core.text;

import java.util.Locale;

/**
 * A setting's exception to the rule, as people write it: {@code pool:jdbc/reports=PT5M}. The name may hold colons and equals signs.
 *
 * @param kind what it is for
 * @param name of what it is for
 * @param value what is set for it
 */
public record OverrideText(String kind, String name, String value) {

    /**
     * Takes one apart.
     *
     * @throws IllegalArgumentException if the text is not of that form
     */
    public static OverrideText parse(String text) {
        int colon = text.indexOf(':');
        int equals = text.lastIndexOf('=');
        if (colon < 1 || equals < colon + 2) {
            throw new IllegalArgumentException(text);
        }
        return new OverrideText(
                text.substring(0, colon).strip(),
                text.substring(colon + 1, equals).strip(),
                text.substring(equals + 1).strip());
    }

    /**
     * The constant of an enum that is written {@code word}, in small letters.
     *
     * @throws IllegalArgumentException if none is
     */
    public static <E extends Enum<E>> E constant(Class<E> type, String word) {
        if (!word.equals(word.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(word);
        }
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
