package io.leasewatch.core.text;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes messages and URLs of other software safe to show: one line, without credentials, and without text in single quotes. The
 * rest is unchanged, so this class suits messages of drivers and clients; for SQL use {@link SqlText}.
 *
 * <p>In doubt, text is hidden: from the name of a secret to the next blank, including other parameters in between. Credentials
 * are recognized by the usual ways to write them; a secret without any name in front of it is not recognized.
 */
public final class SafeText {

    /** The rest of a longer text is cut off. */
    static final int LONGEST = 2000;

    /** Letters may be percent-encoded in URLs. */
    private static final Pattern LETTERS = Pattern.compile("(?i)%(4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9a]|2d)");

    private static final Pattern NON_ASCII = Pattern.compile("[^\\p{ASCII}…]+");

    private static final String HIDDEN = "…";

    private static final String NAME =
            "(?:pass(?:word|wd|phrase|code)?|pwd|passwort|secret|token|credentials?|api[-_]?key|access[-_]?key"
                    + "|private[-_]?key|account[-_]?key|signature|authorization|cookie|session[-_]?id|user(?:[-_]?name|[-_]?id)?|uid|login)[\\w.-]{0,30}";

    private static final String VALUE =
            "(?:\"(?:[^\"\\\\]++|\\\\.)*+(?:\"|$)|'(?:[^'\\\\]++|\\\\.|'')*+(?:'|$)|\\{[^}]*(?:}|$)|\\\\\".*?(?:\\\\\"|$)|\\S+)";

    private static final List<Hiding> HIDINGS = List.of(
            // Before the patterns for names, because in "Authorization: Bearer x" the secret follows the second word.
            new Hiding("(?i)\\b(basic|bearer|digest|negotiate)\\s+\\S+", "$1 " + HIDDEN),
            new Hiding(
                    "(?i)(" + NAME + "\\\\?[\"']?\\s*(?:[=:]|%3d|%3a|\\\\u003d|&#61;|:=|=>)\\s*)" + VALUE,
                    "$1" + HIDDEN),
            new Hiding("(?i)(--?pass(?:word|wd)?\\s+)" + VALUE, "$1" + HIDDEN),
            new Hiding(
                    "(?i)\\b(identified\\s+(?:by|with)\\s+|pass(?:word|wd|phrase)\\s+(?:is|was|of|for\\s+\\S+\\s+is)\\s+)"
                            + VALUE,
                    "$1" + HIDDEN),
            new Hiding("(?i)(\\bidentified\\s+by\\s+\\S+\\s+replace\\s+)" + VALUE, "$1" + HIDDEN),
            // A word after "password" is part of a sentence, unless it has a digit or a special character.
            new Hiding("(?i)\\b(pass(?:word|wd|phrase)\\s+)(?=[\\p{L}._-]*[\\d!@#$%^&*+~])\\S+", "$1" + HIDDEN),
            new Hiding("eyJ[\\w-]{5,}(?:\\.[\\w-]*){0,2}", HIDDEN),
            new Hiding("(//)[^\\s\"'<>]*@", "$1" + HIDDEN + "@"),
            new Hiding("(?i)(%2f%2f)[^\\s\"'<>]*%40", "$1" + HIDDEN + "%40"),
            new Hiding("(?i)(jdbc:oracle:\\w+:)[^\\s@]*@", "$1" + HIDDEN + "@"),
            new Hiding("\\$(\\w*)\\$.*?(?:\\$\\1\\$|$)", "?"),
            new Hiding("(?<![\\p{L}\\p{N}])(?:[eEnNxXbBqQ]|[nN][qQ])?'(?:[^']++|'')*+(?:'|$)", "?"));

    private SafeText() {}

    /** Returns {@code text} in a form that is safe to show. */
    public static String shown(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        // Normalized first: look-alike and invisible letters would hide the name of a secret from the patterns, but not
        // from a reader.
        String shown = NON_ASCII
                .matcher(cut)
                .replaceAll(
                        match -> Matcher.quoteReplacement(Normalizer.normalize(match.group(), Normalizer.Form.NFKC)))
                .replaceAll("\\p{Cf}", "")
                .replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ");
        shown = LETTERS.matcher(shown).replaceAll(match -> String.valueOf((char) Integer.parseInt(match.group(1), 16)));
        for (Hiding hiding : HIDINGS) {
            shown = hiding.pattern().matcher(shown).replaceAll(hiding.shown());
        }
        return text.length() > LONGEST ? shown + HIDDEN : shown;
    }

    private record Hiding(Pattern pattern, String shown) {

        Hiding(String pattern, String shown) {
            this(Pattern.compile(pattern), shown);
        }
    }
}
