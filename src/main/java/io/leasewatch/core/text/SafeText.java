package io.leasewatch.core.text;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message or a URL of somebody else as it may be shown: in one line, without credentials, and without what stands in single quotes. The rest stays as it is,
 * so this is for what drivers and clients of the monitor's own say; statements are {@link SqlText}'s.
 *
 * <p>In doubt it hides: what follows the name of a secret goes up to the next blank, other parameters with it. It knows the ways in which
 * credentials are usually written, and cannot know one that stands somewhere without a word about what it is.
 */
public final class SafeText {

    /** More of a text is not looked at. */
    static final int LONGEST = 2000;

    /** Letters may be written as numbers in URLs. */
    private static final Pattern LETTERS = Pattern.compile("(?i)%(4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9a]|2d)");

    private static final Pattern FOREIGN = Pattern.compile("[^\\p{ASCII}…]+");

    private static final String HIDDEN = "…";

    private static final String NAME =
            "(?:pass(?:word|wd|phrase|code)?|pwd|passwort|secret|token|credentials?|api[-_]?key|access[-_]?key"
                    + "|private[-_]?key|account[-_]?key|signature|authorization|cookie|session[-_]?id|user(?:[-_]?name|[-_]?id)?|uid|login)[\\w.-]{0,30}";

    private static final String VALUE =
            "(?:\"(?:[^\"\\\\]++|\\\\.)*+(?:\"|$)|'(?:[^'\\\\]++|\\\\.|'')*+(?:'|$)|\\{[^}]*(?:}|$)|\\\\\".*?(?:\\\\\"|$)|\\S+)";

    private static final List<Hiding> HIDINGS = List.of(
            // Before names: "Authorization: Bearer x" has the value behind the second word.
            new Hiding("(?i)\\b(basic|bearer|digest|negotiate)\\s+\\S+", "$1 " + HIDDEN),
            new Hiding(
                    "(?i)(" + NAME + "\\\\?[\"']?\\s*(?:[=:]|%3d|%3a|\\\\u003d|&#61;|:=|=>)\\s*)" + VALUE,
                    "$1" + HIDDEN),
            new Hiding("(?i)(--?pass(?:word|wd)?\\s+)" + VALUE, "$1" + HIDDEN),
            new Hiding(
                    "(?i)\\b(identified\\s+(?:by|with)\\s+|pass(?:word|wd|phrase)\\s+(?:is|was|of|for\\s+\\S+\\s+is)\\s+)"
                            + VALUE,
                    "$1" + HIDDEN),
            new Hiding("eyJ[\\w-]{5,}(?:\\.[\\w-]*){0,2}", HIDDEN),
            new Hiding("(//)[^\\s\"'<>]*@", "$1" + HIDDEN + "@"),
            new Hiding("(?i)(%2f%2f)[^\\s\"'<>]*%40", "$1" + HIDDEN + "%40"),
            new Hiding("(?i)(jdbc:oracle:\\w+:)[^\\s@]*@", "$1" + HIDDEN + "@"),
            new Hiding("\\$(\\w*)\\$.*?(?:\\$\\1\\$|$)", "?"),
            new Hiding("(?<![\\p{L}\\p{N}])(?:[eEnNxXbBqQ]|[nN][qQ])?'(?:[^']++|'')*+(?:'|$)", "?"));

    private SafeText() {}

    /** {@code text} as it may be shown. */
    public static String shown(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        // Letters that only look like others, or are not seen at all, would hide a name from us and from nobody else.
        String shown = FOREIGN.matcher(cut)
                .replaceAll(
                        match -> Matcher.quoteReplacement(Normalizer.normalize(match.group(), Normalizer.Form.NFKC)))
                .replaceAll("\\p{Cf}", "")
                .replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
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
