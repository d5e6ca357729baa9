package io.leasewatch.config;

import org.eclipse.microprofile.config.Config;

/**
 * A setting.
 *
 * @param name its key in MicroProfile Config
 * @param byDefault its value as text when nobody says otherwise
 * @param rule what its value must be
 * @param meaning what it does, as {@code docs/configuration.md} says it
 * @param secret whether its value is not to be shown
 */
record Key<T>(String name, String byDefault, Rule<T> rule, String meaning, boolean secret) {

    private static final String MASK = "***";

    Key(String name, String byDefault, Rule<T> rule, String meaning) {
        this(name, byDefault, rule, meaning, false);
    }

    T in(Config config) {
        String text = text(config);
        try {
            return rule.read(name, text);
        } catch (ConfigurationException e) {
            throw secret ? new ConfigurationException(name + " must be " + rule.words()) : e;
        }
    }

    /** {@code text} as it may be shown. */
    String shown(String text) {
        return secret && !text.isEmpty() ? MASK : text;
    }

    String text(Config config) {
        return config.getOptionalValue(name, String.class).orElse(byDefault);
    }
}
