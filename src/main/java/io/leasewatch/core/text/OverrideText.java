package io.leasewatch.core.text;

import java.util.Locale;

/**
 * An override of a setting, written as {@code pool:jdbc/reports=PT5M}. The name may contain colons and equals signs.
 *
 * @param kind the kind of thing that the override applies to, such as {@code pool}
 * @param name the name of that thing
 * @param value the value of the setting
 */
public record OverrideText(String kind, String name, String value) {

    /**
     * Parses an override.
     *
     * @throws IllegalArgumentException if the text does not have this form
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
     * The enum constant whose name in small letters is {@code word}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static <E extends Enum<E>> E constant(Class<E> type, String word) {
        if (!word.equals(word.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(word);
        }
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
