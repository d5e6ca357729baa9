package io.leasewatch.monitor.diagnosis;

import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reduces the message of an error to a template: the plain words of its first line, with a question mark for everything else. Messages that
 * differ only in a number or a name have the same template.
 *
 * <p>A driver's message may contain hosts, users, passwords and data, which differ from words only in their spelling. Therefore words are
 * kept only if they are certainly harmless; in doubt a word is replaced.
 */
final class ErrorTemplate {

    /** The rest of a longer message is ignored. */
    static final int LONGEST = 500;

    /** Longer templates are cut. */
    static final int LONGEST_SHOWN = 200;

    private static final String HIDDEN = "?";

    /** Quoted or bracketed text. An apostrophe within a word does not quote; an unclosed quote or bracket extends to the end. */
    private static final Pattern ENCLOSED = Pattern.compile("(?<!\\p{L})'[^']*(?:'|$)|\"[^\"]*(?:\"|$)|`[^`]*(?:`|$)"
            + "|\\u00ab[^\\u00bb]*(?:\\u00bb|$)|[\\u201c\\u201e][^\\u201c\\u201d]*(?:[\\u201c\\u201d]|$)"
            + "|\\[.*(?:]|$)|\\{.*(?:}|$)|<.*(?:>|$)|\\(.*(?:\\)|$)");

    private static final Pattern WORD = Pattern.compile("(\\p{L}{1,24}(?:[-'\\u2019]\\p{L}{1,24}){0,3})([.,;:!]?)");

    /** A name or a secret follows these words. */
    private static final Set<String> BEFORE_A_NAME = Set.of(
            "user",
            "username",
            "login",
            "role",
            "account",
            "customer",
            "password",
            "passwd",
            "pwd",
            "passphrase",
            "secret",
            "token",
            "bearer",
            "basic",
            "authorization",
            "credential",
            "credentials",
            "key",
            "apikey",
            "host",
            "server",
            "database",
            "schema",
            "named",
            "called",
            "from",
            "to",
            "at",
            "by");

    /** Words that may stand between these and the name. */
    private static final Set<String> BETWEEN = Set.of("is", "was", "of", "for", "the", "a", "an", "name", "with", "to");

    /** Within a sentence a capitalized word is taken for a name, unless it is one of these. */
    private static final Set<String> NO_NAMES = Set.of(
            "Connection",
            "Connections",
            "Pool",
            "Statement",
            "Transaction",
            "Timeout",
            "Exception",
            "Error",
            "Table",
            "Column",
            "Constraint",
            "Index",
            "Syntax",
            "Session",
            "Entity",
            "Query",
            "Driver",
            "Data",
            "Source",
            "DataSource");

    private ErrorTemplate() {}

    /** The template of {@code message}, empty if there is none. */
    static String shown(@Nullable String message) {
        if (message == null) {
            return "";
        }
        String line = message.length() > LONGEST ? message.substring(0, LONGEST) : message;
        line = line.strip().split("\\R", 2)[0];
        if (line.isEmpty()) {
            return "";
        }
        String words = words(ENCLOSED.matcher(line).replaceAll(" ? ").strip());
        return words.length() > LONGEST_SHOWN ? words.substring(0, LONGEST_SHOWN) + "\u2026" : words;
    }

    private static String words(String line) {
        StringJoiner shown = new StringJoiner(" ");
        boolean begins = true;
        boolean nameFollows = false;
        boolean hidden = false;
        for (String token : line.split("\\s+", -1)) {
            Matcher parts = WORD.matcher(token);
            String word = parts.matches() ? parts.group(1) : "";
            boolean stays = !word.isEmpty() && mayStay(word, begins, nameFollows);
            if (stays || !hidden) {
                shown.add(stays ? token : HIDDEN);
            }
            String low = word.toLowerCase(Locale.ROOT);
            nameFollows = BEFORE_A_NAME.contains(low) || (nameFollows && BETWEEN.contains(low));
            begins = stays && parts.group(2).matches("[.!:;]");
            hidden = !stays;
        }
        return shown.toString();
    }

    private static boolean mayStay(String word, boolean begins, boolean nameFollows) {
        if (nameFollows) {
            return BETWEEN.contains(word);
        }
        boolean capital = Character.isUpperCase(word.charAt(0));
        return begins || !capital || NO_NAMES.contains(word);
    }
}
