package io.leasewatch.core.request;

import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.MappingMatch;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The template of a path, for requests that no REST resource answers: the pattern of the servlet, or the path with {@code {id}} in
 * place of segments that look like values. In doubt a segment is replaced, because it may be a secret or name a person.
 */
final class PathTemplate {

    private static final String VALUE = "{id}";

    /** A longer segment is a value. */
    private static final int LONGEST_WORD = 31;

    private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    /** The segment after one of these is a value, whatever it looks like. */
    private static final Pattern BEFORE_A_VALUE = lastWord(
            "tokens?|resets?|verify|confirm|activat(?:e|ion)|invit(?:e|es|ation|ations)|unsubscribe|sessions?|keys?|apikeys?"
                    + "|secrets?|passwords?|otp|codes?|magic|mails?|emails?");

    /** The segment after one of these names a person, unless it is a {@link #WORD_OF_AN_API}. */
    private static final Pattern BEFORE_A_PERSON = lastWord(
            "users?|people|persons?|customers?|clients?|accounts?|members?|patients?|employees?|staff|students?|teachers?|doctors?"
                    + "|owners?|profiles?|authors?|contacts?|guests?|subscribers?|(?:user)?names?");

    private static final Pattern WORD_OF_AN_API = Pattern.compile(
            "api|v\\d+|me|self|current|all|any|index|list|search|find|query|filter|count|stats|status|by-[a-z]+|exists|new|add"
                    + "|create|edit|update|save|delete|remove|batch|bulk|import|export|upload|download|login|logout|signin|signup"
                    + "|register|roles?|groups?|permissions?|settings|preferences|profile|password|avatar|photo|addresses|orders"
                    + "|history|reports?|details|summary|overview|dashboard|active|inactive");

    /** Words, numbers up to three digits, and the separators between them; or a version, such as {@code v1.2}. */
    private static final Pattern WORDS =
            Pattern.compile("\\.?[a-zA-Z_:-]*(?:\\d{1,3}[a-zA-Z_:-]+)*(?:\\d{1,3})?|v\\d{1,3}(?:\\.\\d{1,3})*");

    /** Other ends of a segment with a dot may be the name of a person, such as {@code jane.doe}. */
    private static final Pattern EXTENSIONS = Pattern.compile(
            "(?<=.)(?:\\.(?:html?|xhtml|jspx?|jsf|faces|do|action|php|aspx?|css|js|mjs|min|map|wasm|json|xml|xsd|wsdl|ya?ml|properties"
                    + "|txt|md|csv|pdf|docx?|xlsx?|pptx?|od[st]|rtf|zip|t?gz|tar|jar|war|png|jpe?g|gif|svg|ico|webp|avif|woff2?|ttf"
                    + "|otf|eot|mp[34]|webm|webmanifest))+$");

    private static final Pattern HAS_LETTER = Pattern.compile("[a-zA-Z]");

    private static final Pattern HEX_WITH_DIGIT = Pattern.compile("(?=.*\\d)[0-9a-fA-F-]{8,}");

    /** Letters and digits that alternate. */
    private static final Pattern ALTERNATING =
            Pattern.compile("[^-._]*(?:\\d+[a-zA-Z]+\\d+[a-zA-Z]|[a-zA-Z]+\\d+[a-zA-Z]+\\d)[^-._]*");

    private static final Pattern CAPITALS = Pattern.compile("[A-Z]{6,}");

    private static final Pattern MIXED_WITH_DIGIT = Pattern.compile("(?=.*\\d)(?=.*[a-z])(?=.+[A-Z]).{6,}");

    private PathTemplate() {}

    /** Matches names in lower case that end with one of {@code words}, such as {@code by-user}. */
    private static Pattern lastWord(String words) {
        return Pattern.compile("(?:[\\w-]*[-_])?(?:" + words + ")");
    }

    /** The pattern of the servlet, {@code null} if it matches all paths or only the end of a path. */
    static @Nullable String pattern(@Nullable HttpServletMapping mapping) {
        if (mapping == null || mapping.getPattern().equals("/*")) {
            return null;
        }
        MappingMatch match = mapping.getMappingMatch();
        return match == MappingMatch.EXACT || match == MappingMatch.PATH ? mapping.getPattern() : null;
    }

    /** The template of a path without its context root, such as {@code /api/books/{id}}. */
    static String of(String path) {
        String clean = PARAMETERS.matcher(path).replaceAll("");
        StringJoiner template = new StringJoiner("/");
        String before = "";
        for (String segment : clean.split("/", -1)) {
            String word = EXTENSIONS.matcher(segment).replaceFirst("");
            template.add(!segment.isEmpty() && (isValue(word) || isValueAfter(before, word)) ? VALUE : segment);
            before = word;
        }
        return clean.isEmpty() ? "/" : template.toString();
    }

    private static boolean isValueAfter(String before, String word) {
        String name = HUMP.matcher(before).replaceAll("-").toLowerCase(Locale.ROOT);
        return BEFORE_A_VALUE.matcher(name).matches()
                || (BEFORE_A_PERSON.matcher(name).matches()
                        && !WORD_OF_AN_API
                                .matcher(word.toLowerCase(Locale.ROOT))
                                .matches());
    }

    private static boolean isValue(String segment) {
        return segment.length() > LONGEST_WORD
                || !WORDS.matcher(segment).matches()
                || !HAS_LETTER.matcher(segment).find()
                || HEX_WITH_DIGIT.matcher(segment).matches()
                || ALTERNATING.matcher(segment).find()
                || CAPITALS.matcher(segment).matches()
                || MIXED_WITH_DIGIT.matcher(segment).matches()
                || changesCaseOften(segment);
    }

    /** Random letters change their case more often than words that are written together. */
    private static boolean changesCaseOften(String segment) {
        int changes = 0;
        for (int i = 1; i < segment.length(); i++) {
            if (Character.isUpperCase(segment.charAt(i)) != Character.isUpperCase(segment.charAt(i - 1))) {
                changes++;
            }
        }
        return segment.length() >= 6 && changes * 2 > segment.length();
    }
}
