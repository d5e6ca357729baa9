package io.leasewatch.monitor.config;

import org.jspecify.annotations.Nullable;

/**
 * The current value of a key, and where it comes from.
 *
 * @param key its name
 * @param value the current value as text; asterisks for a secret
 * @param byDefault the default value
 * @param from where the value comes from: {@code default}, {@code configuration} or {@code override}
 * @param rule what a value must be; completes the sentence "… must be"
 * @param meaning what it does
 * @param restart why a change takes effect only when the monitor starts again; {@code null} if it takes effect at once
 */
public record Setting(
        String key,
        String value,
        String byDefault,
        String from,
        String rule,
        String meaning,
        @Nullable String restart) {}
