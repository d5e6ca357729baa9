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

    /** The segment after one of these is a value, whatever it looks like. */
    private static final Pattern BEFORE_A_VALUE = Pattern.compile(
            "(?:[\\w-]*[-_])?(?:tokens?|resets?|verify|confirm|activat(?:e|ion)|invit(?:e|es|ation|ations)|unsubscribe|sessions?"
                    + "|keys?|apikeys?|secrets?|passwords?|otp|codes?|magic|mails?|emails?)");

    /** Words, numbers up to three digits, dots, and the separators between them. */
    private static final Pattern WORDS = Pattern.compile("[a-zA-Z._:~-]*(?:\\d{1,3}[a-zA-Z._:~-]+)*(?:\\d{1,3})?");

    private static final Pattern EXTENSION = Pattern.compile("(?<=.)\\.[a-zA-Z0-9]{1,5}$");

    private static final Pattern HAS_LETTER = Pattern.compile("[a-zA-Z]");

    private static final Pattern HEX_WITH_DIGIT = Pattern.compile("(?=.*\\d)[0-9a-fA-F-]{8,}");

    /** Letters and digits that alternate. */
    private static final Pattern ALTERNATING =
            Pattern.compile("[^-._]*(?:\\d+[a-zA-Z]+\\d+[a-zA-Z]|[a-zA-Z]+\\d+[a-zA-Z]+\\d)[^-._]*");

    private static final Pattern CAPITALS = Pattern.compile("[A-Z]{6,}");

    private static final Pattern MIXED_WITH_DIGIT = Pattern.compile("(?=.*\\d)(?=.*[a-z])(?=.+[A-Z]).{6,}");

    private PathTemplate() {}

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
            boolean secretFollows =
                    BEFORE_A_VALUE.matcher(before.toLowerCase(Locale.ROOT)).matches();
            String word = EXTENSION.matcher(segment).replaceFirst("");
            template.add(!segment.isEmpty() && (secretFollows || isValue(word)) ? VALUE : segment);
            before = segment;
        }
        return clean.isEmpty() ? "/" : template.toString();
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
