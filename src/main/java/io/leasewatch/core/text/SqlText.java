package io.leasewatch.core.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes SQL safe to show: without literals and comments, an {@code IN} list reduced to one placeholder, in one line, and at most
 * {@link #LONGEST} characters long.
 *
 * <p>A scanner rather than a parser, because it must accept the syntax of any database. In doubt, text is removed. Text in double
 * quotes is a name in standard SQL and a literal in MySQL, so it is kept only where no literal can stand. Where databases
 * disagree about the end of a literal or comment, so that one of them could show what another hides, everything from there on is
 * removed. So is everything after the word before a password, which some databases accept without quotes. The cost grows with the part that is shown.
 */
public final class SqlText {

    /** The rest of a statement is cut off. */
    static final int LONGEST = 1000;

    private static final String CUT = "…";

    private static final Set<String> BEFORE_A_NAME =
            Set.of(".", "from", "join", "into", "update", "table", "as", "by", "set", "on");

    /** The first words of statements in which a password may be written without quotes. */
    private static final Set<String> ADMINISTRATION =
            Set.of("create", "alter", "modify", "validate", "grant", "set", "connect", "call", "exec", "execute");

    /** In a definition of these, the name of a secret is the name of a column or parameter. */
    private static final Set<String> DEFINITIONS =
            Set.of("table", "view", "index", "trigger", "function", "procedure", "type", "domain");

    private static final Pattern SECRET_NAME = Pattern.compile("\\w*(?:password|passwd|passphrase|pwd)");

    /** Procedures of SQL Server and ASE that receive passwords. The first of a batch may be called by its name alone. */
    private static final Pattern SYSTEM_PROCEDURE = Pattern.compile("sp_\\w*(?:login|password|approle)");

    private static final Pattern IDENTIFIED = Pattern.compile("(?i)\\s+(?:by|with|as|values|using)\\b");

    private final String sql;
    private final StringBuilder shown = new StringBuilder();
    private String last = "";
    /** The first word of the current statement. */
    private String first = "";
    /** Whether the current statement defines something whose parts have names. */
    private boolean defines;

    private int at;
    /** Inside the brackets of {@code in (} while only placeholders were read. */
    private boolean inList;

    private SqlText(String sql) {
        this.sql = sql;
    }

    /**
     * Returns {@code sql} in a form that is safe to show. Statements that differ only in literals and in the length of lists have
     * the same form.
     */
    public static String shown(String sql) {
        return new SqlText(sql).scan();
    }

    private String scan() {
        while (at < sql.length() && shown.length() < LONGEST) {
            next(sql.charAt(at));
        }
        if (shown.length() > LONGEST) {
            shown.setLength(LONGEST);
            shown.append(CUT);
        } else if (at < sql.length() && !sql.substring(at).isBlank()) {
            shown.append(CUT);
        }
        return LogText.encode(shown.toString().strip());
    }

    private void next(char c) {
        if (Character.isWhitespace(c)) {
            space();
            at++;
        } else if (sql.startsWith("--", at) || c == '#') {
            lineComment();
        } else if (sql.startsWith("/*", at)) {
            comment();
        } else if (c == '\'') {
            literal(false);
        } else if (c == '"' || c == '`') {
            quotedName(c);
        } else if (c == '[' && hasOddQuotes(at, endOf("]", at))) {
            // Either a quoted name that contains an apostrophe, or an array whose bracket is inside a literal.
            cut();
        } else if (c == '$' && dollarQuote() > 0) {
            at = endOf(sql.substring(at, at + dollarQuote()), at + dollarQuote());
            put("?");
        } else if (Character.isDigit(c)) {
            at = endOfNumber();
            put("?");
        } else if (Character.isJavaIdentifierStart(c)) {
            word();
        } else {
            at++;
            put(String.valueOf(c));
            if (c == ';') {
                first = "";
                defines = false;
            }
        }
    }

    private void word() {
        int end = endOfWord();
        String word = sql.substring(at, end);
        at = end;
        if (end < sql.length() && sql.charAt(end) == '\'' && word.matches("(?i)n?q")) {
            // The quoting of Oracle, with any delimiter.
            cut();
        } else if (end < sql.length() && sql.charAt(end) == '\'' && word.equalsIgnoreCase("e")) {
            literal(true);
        } else if (end == sql.length() || sql.charAt(end) != '\'' || !word.matches("(?i)[nxb]|_\\w+")) {
            put(word);
            hideSecretAfter(word.toLowerCase(Locale.ROOT));
        }
    }

    /** Removes the rest of a statement that sets a password, because databases also accept passwords that look like names. */
    private void hideSecretAfter(String word) {
        first = first.isEmpty() ? word : first;
        defines |= DEFINITIONS.contains(word);
        boolean administers = ADMINISTRATION.contains(first);
        boolean secretFollows = word.equals("identified")
                ? administers
                        || IDENTIFIED.matcher(sql).region(at, sql.length()).lookingAt()
                : SYSTEM_PROCEDURE.matcher(word).matches()
                        || (administers && !defines && SECRET_NAME.matcher(word).matches());
        if ((secretFollows || (first.equals("connect") && word.equals("using"))) && at < sql.length()) {
            space();
            cut();
        }
    }

    /** Skips a literal. Two apostrophes stand for one, and so does a backslash with an apostrophe where backslashes escape. */
    private void literal(boolean escapes) {
        for (int i = at + 1; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\\' && escapes) {
                i++;
            } else if (c == '\\' && i + 1 < sql.length() && sql.charAt(i + 1) == '\'') {
                break;
            } else if (c == '\'') {
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
        String quoted = sql.substring(at, end);
        boolean name = quote == '`' || BEFORE_A_NAME.contains(last) || sql.startsWith(".", end);
        boolean odd = quoted.chars().anyMatch(c -> c == '\'' || Character.isISOControl(c));
        if (quoted.length() < 2 || quoted.indexOf('\\') >= 0 || (name && odd)) {
            cut();
            return;
        }
        at = end;
        put(name ? quoted : "?");
    }

    /**
     * Skips a line comment. Not every database treats a number sign, or two hyphens without a following blank, as the start of a
     * comment.
     */
    private void lineComment() {
        int end = endOf("\n", at);
        boolean everywhere = sql.charAt(at) == '-' && (at + 2 >= sql.length() || isBlank(at + 2));
        boolean doubtful = !everywhere && hasQuotes(at, end);
        int lineEnd = sql.indexOf('\r', at);
        if (doubtful || (lineEnd >= 0 && lineEnd < end && !sql.startsWith("\n", lineEnd + 1))) {
            cut();
        } else {
            space();
            at = end;
        }
    }

    private boolean isBlank(int index) {
        return Character.isWhitespace(sql.charAt(index));
    }

    /**
     * Skips a comment. Databases differ in whether comments nest. The difference does not matter if the text between the two
     * possible ends contains no quote.
     */
    private void comment() {
        int first = endOf("*/", at + 2);
        int depth = 1;
        int i = at + 2;
        while (i < sql.length() && depth > 0) {
            if (sql.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (sql.startsWith("*/", i)) {
                depth--;
                i += 2;
            } else {
                i++;
            }
        }
        if (i > first && hasQuotes(first, i)) {
            cut();
        } else {
            space();
            at = i;
        }
    }

    /** The length of a dollar quote such as {@code $$} or {@code $body$} that begins here, 0 if there is none. */
    private int dollarQuote() {
        int end = at + 1;
        while (end < sql.length() && sql.charAt(end) != '$' && Character.isJavaIdentifierPart(sql.charAt(end))) {
            end++;
        }
        boolean tagged = end > at + 1 && Character.isDigit(sql.charAt(at + 1));
        return end < sql.length() && sql.charAt(end) == '$' && !tagged ? end + 1 - at : 0;
    }

    private boolean hasQuotes(int from, int to) {
        for (int i = from; i < to; i++) {
            if ("'\"`$".indexOf(sql.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private boolean hasOddQuotes(int from, int to) {
        return sql.substring(from, to).chars().filter(c -> c == '\'').count() % 2 == 1;
    }

    private void cut() {
        at = sql.length();
        put("?");
        shown.append(CUT);
    }

    private int endOf(String delimiter, int from) {
        int end = sql.indexOf(delimiter, from);
        return end < 0 ? sql.length() : end + delimiter.length();
    }

    private int endOfWord() {
        int end = at;
        while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private int endOfNumber() {
        boolean hex = sql.startsWith("0x", at) || sql.startsWith("0X", at);
        int end = at;
        while (end < sql.length()) {
            char c = sql.charAt(end);
            boolean sign = (c == '+' || c == '-') && !hex && "eE".indexOf(sql.charAt(end - 1)) >= 0;
            if (!Character.isJavaIdentifierPart(c) && c != '.' && !sign) {
                break;
            }
            end++;
        }
        return end;
    }

    private void put(String token) {
        if (inList && (token.equals("?") || token.equals(","))) {
            if (last.equals("(")) {
                shown.append(token);
            }
            last = token;
            return;
        }
        if (inList && last.equals(",")) {
            shown.append(", ");
        }
        inList = token.equals("(") && last.equals("in");
        shown.append(token, 0, Math.min(token.length(), LONGEST + 1));
        last = token.toLowerCase(Locale.ROOT);
    }

    private void space() {
        if (!inList && !shown.isEmpty() && shown.charAt(shown.length() - 1) != ' ') {
            shown.append(' ');
        }
    }
}
