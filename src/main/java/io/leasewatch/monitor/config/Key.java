package io.leasewatch.monitor.config;

import io.leasewatch.core.text.SafeText;
import java.util.regex.Pattern;

/**
 * A setting.
 *
 * @param name its key in MicroProfile Config
 * @param byDefault its default value as text
 * @param rule what its value must be
 * @param meaning what it does; {@code docs/configuration.md} has the same text
 * @param secret whether its value is never shown
 * @param change when and by whom its value can be changed
 */
record Key<T>(String name, String byDefault, Rule<T> rule, String meaning, boolean secret, Change change) {

    private static final Pattern CREDENTIALS =
            Pattern.compile("(?i)(?:pass|pwd|user|token|secret|key)[\\w-]*=|//[^,]*@");

    /** Shown in place of a secret. */
    static final String MASK = "********";

    T in(ConfigurationSource config) {
        String text = text(config);
        return rule.read(name, text, shown(text));
    }

    String text(ConfigurationSource config) {
        return config.value(name).orElse(byDefault);
    }

    /**
     * {@code text} as it may be shown. Credentials are masked even if the key is not secret: a URL with credentials is refused, and the
     * message must not contain them.
     */
    String shown(String text) {
        return secret && !text.isEmpty() ? MASK : CREDENTIALS.matcher(text).find() ? SafeText.shown(text) : text;
    }

    /** When and by whom a value can be changed, and the reason if not at any time by an admin. */
    enum Change {
        ANY_TIME(""),
        AT_START("it is read at start only"),
        SENDS_PASSWORD("it decides where a password is sent; set it in the configuration of the server"),
        CALLS_INTERNAL_ADDRESSES(
                "it makes the server call addresses of its own network; set it in the configuration of the server"),
        WRITES_FILES("it decides where the server writes files; set it in the configuration of the server");

        private final String reason;

        Change(String reason) {
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }
}
