package io.leasewatch.config;

import org.eclipse.microprofile.config.Config;

/**
 * A setting.
 *
 * @param name its key in MicroProfile Config
 * @param byDefault its value as text when nobody says otherwise
 * @param rule what its value must be
 * @param meaning what it does, as {@code docs/configuration.md} says it
 */
record Key<T>(String name, String byDefault, Rule<T> rule, String meaning) {

    T in(Config config) {
        return rule.read(name, text(config));
    }

    String text(Config config) {
        return config.getOptionalValue(name, String.class).orElse(byDefault);
    }
}
