package io.leasewatch.monitor.config;

import io.leasewatch.monitor.alert.RuleSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a setting's value must be.
 *
 * @param words completes the sentence "… must be"
 * @param parse reads the text; throws anything unchecked when it is not of the form
 * @param holds whether a value that was read is allowed
 */
record Rule<T>(String words, Function<String, T> parse, Predicate<T> holds) {

    static Rule<Duration> longerThanZero() {
        return new Rule<>(
                "a duration longer than zero such as PT30S", Duration::parse, d -> !d.isNegative() && !d.isZero());
    }

    static Rule<Duration> notNegative() {
        return new Rule<>("a duration of zero or longer such as PT30S", Duration::parse, d -> !d.isNegative());
    }

    static Rule<Integer> between(int least, int most) {
        return new Rule<>(
                "a whole number from " + least + " to " + most, Integer::valueOf, n -> n >= least && n <= most);
    }

    static Rule<Double> ratio() {
        return new Rule<>("a number above 0 and up to 1", Double::valueOf, n -> n > 0 && n <= 1);
    }

    static Rule<Boolean> trueOrFalse() {
        return new Rule<>("true or false", Rule::bool, b -> true);
    }

    /** A URL that begins like that, and has no password in it. */
    static Rule<String> url(String prefix) {
        return new Rule<>(
                "a URL that begins with " + prefix + " and has no user and no password in it, or empty",
                text -> text,
                text -> text.isEmpty()
                        || (text.startsWith(prefix)
                                && !text.contains("@")
                                && !text.toLowerCase(Locale.ROOT).contains("password=")));
    }

    static <E extends Enum<E>> Rule<E> oneOf(Class<E> type) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(e -> e.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        return new Rule<>(
                "one of " + String.join(", ", names),
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')),
                e -> true);
    }

    static Rule<String> text(int longest) {
        return new Rule<>("a text of up to " + longest + " characters, or empty", t -> t, t -> t.length() <= longest);
    }

    /** What can stand in a header without beginning another. */
    static Rule<String> printable(int longest) {
        return new Rule<>(
                "a text of up to " + longest + " letters, digits and other characters of ASCII, or empty",
                t -> t,
                t -> t.length() <= longest && t.chars().allMatch(c -> c >= ' ' && c <= '~'));
    }

    static Rule<Duration> between(Duration least, Duration most) {
        return new Rule<>(
                "a duration from " + least + " to " + most,
                Duration::parse,
                d -> d.compareTo(least) >= 0 && d.compareTo(most) <= 0);
    }

    static Rule<Path> directory() {
        return new Rule<>(
                "a directory, absolute or below the one that the server runs in, without ..",
                Path::of,
                path -> !path.toString().isBlank() && !has(path, ".."));
    }

    private static boolean has(Path path, String name) {
        for (Path part : path) {
            if (part.toString().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Nothing, or a text that nobody guesses. */
    static Rule<String> secret(int shortest, int longest) {
        return new Rule<>(
                "a text of " + shortest + " to " + longest + " characters, or empty",
                t -> t,
                t -> t.isEmpty() || (t.length() >= shortest && t.length() <= longest));
    }

    static Rule<String> hostName() {
        return new Rule<>(
                "the name of a host, of letters, digits, dots, hyphens and perhaps a port, or empty",
                t -> t,
                t -> t.matches("[A-Za-z0-9.-]{0,250}(:[0-9]{1,5})?"));
    }

    /** Nothing, or somewhere that can be posted to. A user and a password in it would stand in other people's logs. */
    static Rule<Optional<URI>> httpUrl(String such) {
        return new Rule<>(
                "an http or https URL without user and fragment such as " + such + ", or empty",
                text -> text.isEmpty() ? Optional.empty() : Optional.of(uri(text)),
                url -> url.map(Rule::isPostable).orElse(true));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no URL", e);
        }
    }

    private static boolean isPostable(URI url) {
        return ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
                && url.getHost() != null
                && url.getUserInfo() == null
                && url.getFragment() == null
                && url.getPort() <= 65_535
                && url.toASCIIString().equals(url.toString());
    }

    static Rule<List<RuleSettings>> alertRules() {
        String words = "a list of rules such as busy: utilization >= 90 for PT5M with commas between, or empty";
        return new Rule<>(
                words,
                text -> text.isBlank()
                        ? List.of()
                        : Arrays.stream(text.split(",", -1))
                                .map(item -> alertRule(item.strip(), words))
                                .toList(),
                rules -> rules.stream().map(RuleSettings::name).distinct().count() == rules.size());
    }

    /** One wrong rule of many is found by what is wrong with it. */
    private static RuleSettings alertRule(String text, String words) {
        try {
            return RuleSettings.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "leasewatch.alerts.rules must be " + words + "; in " + text + " " + e.getMessage());
        }
    }

    static Rule<List<String>> list(String of) {
        return new Rule<>(
                "a list of " + of + " with commas between",
                text -> Arrays.stream(text.split(",")).map(String::strip).toList(),
                items -> !items.isEmpty() && items.stream().noneMatch(String::isEmpty));
    }

    static <T> Rule<List<T>> listOf(String of, Function<String, T> parseItem) {
        Rule<List<String>> texts = list(of);
        return new Rule<>(
                texts.words(),
                text -> texts.parse().apply(text).stream().map(parseItem).toList(),
                items -> !items.isEmpty());
    }

    /** Reads nothing as an empty list. */
    static <T> Rule<List<T>> listOrNothing(String of, Function<String, T> parseItem) {
        Rule<List<T>> some = listOf(of, parseItem);
        return new Rule<>(
                some.words() + ", or empty",
                text -> text.isBlank() ? List.of() : some.parse().apply(text),
                items -> true);
    }

    /** Beginnings of the names of classes, with or without a dot at the end. */
    static Rule<List<String>> classNamePrefixes() {
        return listOrNothing("class name prefixes such as com.acme.", prefix -> {
            if (!prefix.matches("[\\w$]+(\\.[\\w$]+)*\\.?")) {
                throw new IllegalArgumentException(prefix);
            }
            return prefix;
        });
    }

    /** Reads nothing as nothing. */
    static <T> Rule<Optional<T>> orNothing(String words, Function<String, T> parse) {
        return new Rule<>(
                words + ", or empty",
                text -> text.isBlank() ? Optional.empty() : Optional.of(parse.apply(text)),
                value -> true);
    }

    /** Names in the server's own contexts. Others, such as {@code ldap:}, would have it ask somebody else for objects. */
    static Rule<List<String>> jndiNamesOrNothing() {
        Rule<List<String>> names = listOrNothing("JNDI names such as jdbc/orders", name -> name);
        return new Rule<>(
                names.words(),
                names.parse(),
                all -> all.stream().allMatch(name -> name.matches("(?:java:)?[\\w./-]+")));
    }

    /** Nothing, or one name of the same kind. */
    static Rule<String> jndiNameOrNothing() {
        return new Rule<>(
                "a JNDI name such as jdbc/history, or empty", t -> t, t -> t.matches("(?:(?:java:)?[\\w./-]+)?"));
    }

    static String named(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a name that is empty");
        }
        return text;
    }

    private static boolean bool(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw new IllegalArgumentException(text);
    }

    /** Reads {@code text} as the value of {@code key}; if it is wrong, the error has {@code shown} in its place. */
    T read(String key, String text, String shown) {
        try {
            T value = parse.apply(text.strip());
            if (holds.test(value)) {
                return value;
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // Said below, in words that do not depend on which parser it was.
        }
        throw new ConfigurationException(key + " must be " + words + ", was " + shown);
    }
}
