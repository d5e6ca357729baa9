package io.leasewatch.lease;

import java.util.Locale;
import java.util.Set;

/**
 * A statement as it may be shown: without literals and comments, in one line, and not longer than {@link #LONGEST} characters.
 *
 * <p>A scanner, not a parser, because it has to take what any database understands. In doubt it removes: text in double quotes is
 * a name in standard SQL and a literal in MySQL, so it is kept only where no literal can stand; and where a backslash may or may
 * not escape a quote, everything from there on goes. Cost grows with the part that is shown.
 */
public final class SqlText {

    /** The rest of a statement is cut off. */
    static final int LONGEST = 1000;

    private static final Set<String> BEFORE_A_NAME =
            Set.of(".", "from", "join", "into", "update", "table", "as", "by", "set", "on");

    private final String sql;
    private final StringBuilder shown = new StringBuilder();
    private String last = "";
    private int at;

    private SqlText(String sql) {
        this.sql = sql;
    }

    /** {@code sql} as it may be shown; the same for statements that differ in literals only. */
    public static String shown(String sql) {
        return new SqlText(sql).scan();
    }

    private String scan() {
        while (at < sql.length() && shown.length() < LONGEST) {
            next(sql.charAt(at));
        }
        if (at < sql.length() && !sql.substring(at).isBlank()) {
            shown.append('…');
        }
        return shown.toString().strip();
    }

    private void next(char c) {
        if (Character.isWhitespace(c)) {
            space();
            at++;
        } else if (sql.startsWith("--", at) || c == '#') {
            space();
            at = endOf("\n");
        } else if (sql.startsWith("/*", at)) {
            space();
            at = endOf("*/");
        } else if (c == '\'') {
            literal();
        } else if (c == '"' || c == '`') {
            quotedName(c);
        } else if (c == '$' && dollarQuote() > 0) {
            at = endOf(sql.substring(at, at + dollarQuote()), at + dollarQuote());
            put("?");
        } else if (Character.isDigit(c)) {
            at = endOfWord();
            put("?");
        } else if (Character.isJavaIdentifierStart(c)) {
            word();
        } else {
            put(String.valueOf(c));
            at++;
        }
    }

    private void word() {
        int end = endOfWord();
        String word = sql.substring(at, end);
        if (end < sql.length() && sql.charAt(end) == '\'' && word.equalsIgnoreCase("q")) {
            // Oracle's own way to quote, with any delimiter.
            cut();
        } else if (end < sql.length() && sql.charAt(end) == '\'' && word.matches("(?i)[enxb]|nq|_\\w+")) {
            at = end;
        } else {
            at = end;
            put(word);
        }
    }

    private void literal() {
        for (int i = at + 1; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\\' && i + 1 < sql.length() && sql.charAt(i + 1) == '\'') {
                cut();
                return;
            }
            if (c == '\'') {
                if (i + 1 < sql.length() && sql.charAt(i + 1) == '\'') {
                    i++;
                } else {
                    at = i + 1;
                    put("?");
                    return;
                }
            }
        }
        cut();
    }

    private void quotedName(char quote) {
        int end = endOf(String.valueOf(quote), at + 1);
        boolean name = quote == '`' || BEFORE_A_NAME.contains(last) || sql.startsWith(".", end);
        String quoted = sql.substring(at, end);
        at = end;
        put(name ? quoted : "?");
    }

    /** The length of a quote such as {@code $$} or {@code $body$} that begins here, 0 if none does. */
    private int dollarQuote() {
        int end = at + 1;
        while (end < sql.length() && Character.isLetterOrDigit(sql.charAt(end))) {
            end++;
        }
        boolean tagged = end > at + 1 && Character.isDigit(sql.charAt(at + 1));
        return end < sql.length() && sql.charAt(end) == '$' && !tagged ? end + 1 - at : 0;
    }

    private void cut() {
        put("?…");
        at = sql.length();
    }

    private int endOf(String delimiter) {
        return endOf(delimiter, at + 2);
    }

    private int endOf(String delimiter, int from) {
        int end = sql.indexOf(delimiter, from);
        return end < 0 ? sql.length() : end + delimiter.length();
    }

    private int endOfWord() {
        int end = at;
        while (end < sql.length()
                && (Character.isJavaIdentifierPart(sql.charAt(end))
                        || (sql.charAt(end) == '.' && Character.isDigit(sql.charAt(at))))) {
            end++;
        }
        return end;
    }

    private void put(String token) {
        shown.append(token);
        last = token.toLowerCase(Locale.ROOT);
    }

    private void space() {
        if (!shown.isEmpty() && shown.charAt(shown.length() - 1) != ' ') {
            shown.append(' ');
        }
    }
}
