package io.leasewatch.core.text;

/**
 * Encodes text for one line of a log. What could begin a new line, control a terminal, or change the order in which text is shown
 * becomes visible, such as {@code \n}, {@code \u001b} or {@code \u202e}; all other characters are unchanged.
 */
public final class LogText {

    private LogText() {}

    /** Returns {@code text} without control characters, format characters, line separators and unpaired surrogates. */
    public static String encode(String text) {
        int first = firstUnsafe(text);
        if (first == text.length()) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(text.length() + 16).append(text, 0, first);
        text.substring(first).codePoints().forEach(character -> append(encoded, character));
        return encoded.toString();
    }

    private static int firstUnsafe(String text) {
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (isUnsafe(character)) {
                return at;
            }
            at += Character.charCount(character);
        }
        return at;
    }

    private static boolean isUnsafe(int character) {
        if (character < 0x7f) {
            return character < ' ';
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static void append(StringBuilder encoded, int character) {
        if (!isUnsafe(character)) {
            encoded.appendCodePoint(character);
            return;
        }
        switch (character) {
            case '\n' -> encoded.append("\\n");
            case '\r' -> encoded.append("\\r");
            case '\t' -> encoded.append("\\t");
            default -> {
                for (char unit : Character.toChars(character)) {
                    encoded.append(String.format("\\u%04x", (int) unit));
                }
            }
        }
    }
}
