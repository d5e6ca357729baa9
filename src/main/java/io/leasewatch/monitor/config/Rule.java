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
 * Parses and checks the value of a setting.
 *
 * @param words the rule as text; it completes the sentence "… must be"
 * @param parse parses the text; throws {@link IllegalArgumentException} or {@link DateTimeException} if the text is malformed
 * @param holds whether a parsed value is allowed
 */
record Rule<T>(String words, Function<String, T> parse, Predicate<T> holds) {

    static Rule<Duration> longerThanZero() {
        return new Rule<>(
                "a duration longer than zero, such as PT30S", Duration::parse, d -> !d.isNegative() && !d.isZero());
    }

    static Rule<Duration> notNegative() {
        return new Rule<>("a duration of zero or longer, such as PT30S", Duration::parse, d -> !d.isNegative());
    }

    static Rule<Integer> between(int least, int most) {
        return new Rule<>(
                "a whole number from " + least + " to " + most, Integer::valueOf, n -> n >= least && n <= most);
    }

    static Rule<Double> ratio() {
        return new Rule<>("a number greater than 0, at most 1", Double::valueOf, n -> n > 0 && n <= 1);
    }

    static Rule<Boolean> trueOrFalse() {
        return new Rule<>("true or false", Rule::bool, b -> true);
    }

    /** A URL that begins with {@code prefix} and contains no credentials. */
    static Rule<String> url(String prefix) {
        return new Rule<>(
                "a URL that begins with " + prefix + " and contains no user and no password, or empty",
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

    /** Printable ASCII: the value can be sent in an HTTP header and cannot start another one. */
    static Rule<String> printable(int longest) {
        return new Rule<>(
                "a text of up to " + longest + " printable ASCII characters, or empty",
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
                "a directory, absolute or relative to the server's output directory, without ..",
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

    /** Empty, or long enough that it cannot be guessed. */
    static Rule<String> secret(int shortest, int longest) {
        return new Rule<>(
                "a text of " + shortest + " to " + longest + " characters, or empty",
                t -> t,
                t -> t.isEmpty() || (t.length() >= shortest && t.length() <= longest));
    }

    static Rule<String> hostName() {
        return new Rule<>(
                "a host name of letters, digits, dots and hyphens, with an optional port, or empty",
                t -> t,
                t -> t.matches("[A-Za-z0-9.-]{0,250}(:[0-9]{1,5})?"));
    }

    /** Empty, or a URL for HTTP requests. It must have no credentials, because URLs appear in logs of other systems. */
    static Rule<Optional<URI>> httpUrl(String example) {
        return new Rule<>(
                "an http or https URL without user and fragment, such as " + example + ", or empty",
                text -> text.isEmpty() ? Optional.empty() : Optional.of(uri(text)),
                url -> url.map(Rule::isPostable).orElse(true));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a URL", e);
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
        String words = "a comma-separated list of rules such as busy: utilization >= 90 for PT5M, or empty";
        return new Rule<>(
                words,
                text -> text.isBlank()
                        ? List.of()
                        : Arrays.stream(text.split(",", -1))
                                .map(item -> alertRule(item.strip(), words))
                                .toList(),
                rules -> rules.stream().map(RuleSettings::name).distinct().count() == rules.size());
    }

    /** The error names the one rule that is wrong, and why. */
    private static RuleSettings alertRule(String text, String words) {
        try {
            return RuleSettings.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "leasewatch.alerts.rules must be " + words + "; in " + text + " " + e.getMessage());
        }
    }

    static Rule<List<String>> list(String items) {
        return new Rule<>(
                "a comma-separated list of " + items,
                text -> Arrays.stream(text.split(",")).map(String::strip).toList(),
                list -> !list.isEmpty() && list.stream().noneMatch(String::isEmpty));
    }

    static <T> Rule<List<T>> listOf(String items, Function<String, T> parseItem) {
        Rule<List<String>> texts = list(items);
        return new Rule<>(
                texts.words(),
                text -> texts.parse().apply(text).stream().map(parseItem).toList(),
                list -> !list.isEmpty());
    }

    /** A list that may be empty. */
    static <T> Rule<List<T>> listOrNothing(String items, Function<String, T> parseItem) {
        Rule<List<T>> some = listOf(items, parseItem);
        return new Rule<>(
                some.words() + ", or empty",
                text -> text.isBlank() ? List.of() : some.parse().apply(text),
                list -> true);
    }

    /** Prefixes of fully qualified class names, with or without a trailing dot. */
    static Rule<List<String>> classNamePrefixes() {
        return listOrNothing("class name prefixes such as com.acme.", prefix -> {
            if (!prefix.matches("[\\w$]+(\\.[\\w$]+)*\\.?")) {
                throw new IllegalArgumentException(prefix);
            }
            return prefix;
        });
    }

    /** An optional value: blank text is {@link Optional#empty}. */
    static <T> Rule<Optional<T>> orNothing(String words, Function<String, T> parse) {
        return new Rule<>(
                words + ", or empty",
                text -> text.isBlank() ? Optional.empty() : Optional.of(parse.apply(text)),
                value -> true);
    }

    /** Names in the server's own naming contexts. A name such as {@code ldap:} would load objects from another server. */
    static Rule<List<String>> jndiNamesOrNothing() {
        Rule<List<String>> names = listOrNothing("JNDI names such as jdbc/orders", name -> name);
        return new Rule<>(
                names.words(),
                names.parse(),
                all -> all.stream().allMatch(name -> name.matches("(?:java:)?[\\w./-]+")));
    }

    /** Empty, or one such name. */
    static Rule<String> jndiNameOrNothing() {
        return new Rule<>(
                "a JNDI name such as jdbc/history, or empty", t -> t, t -> t.matches("(?:(?:java:)?[\\w./-]+)?"));
    }

    static String named(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a name must not be empty");
        }
        return text;
    }

    private static boolean bool(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw new IllegalArgumentException(text);
    }

    /**
     * Parses and checks {@code text}, the value of {@code key}.
     *
     * @param shown what the error message has in place of {@code text}
     * @throws ConfigurationException if the value is wrong
     */
    T read(String key, String text, String shown) {
        try {
            T value = parse.apply(text.strip());
            if (holds.test(value)) {
                return value;
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // Reported below, with a message that does not depend on the parser.
        }
        throw new ConfigurationException(key + " must be " + words + ", was " + shown);
    }
}
