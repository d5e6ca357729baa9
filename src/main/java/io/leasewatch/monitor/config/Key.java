package io.leasewatch.monitor.config;

import io.leasewatch.core.text.SafeText;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * A setting.
 *
 * @param name its key in MicroProfile Config
 * @param byDefault its value as text when nobody says otherwise
 * @param rule what its value must be
 * @param meaning what it does, as {@code docs/configuration.md} says it
 * @param secret whether nobody may be shown its value
 */
record Key<T>(String name, String byDefault, Rule<T> rule, String meaning, boolean secret) {

    private static final Pattern CREDENTIALS =
            Pattern.compile("(?i)(?:pass|pwd|user|token|secret|key)[\\w-]*=|//[^,]*@");

    /** What is shown in the place of a secret. */
    static final String MASK = "********";

    Key(String name, String byDefault, Rule<T> rule, String meaning) {
        this(name, byDefault, rule, meaning, false);
    }

    T in(Config config) {
        String text = text(config);
        return rule.read(name, text, shown(text));
    }

    String text(Config config) {
        return config.getOptionalValue(name, String.class).orElse(byDefault);
    }

    /** {@code text} as anybody may read it. Whoever puts a password into a URL is refused, but not shown with it. */
    String shown(String text) {
        return secret && !text.isEmpty() ? MASK : CREDENTIALS.matcher(text).find() ? SafeText.shown(text) : text;
    }
}
