package io.leasewatch.monitor.config;

import org.jspecify.annotations.Nullable;

/**
 * What holds for one key.
 *
 * @param key its name
 * @param value what holds now, as text; asterisks in the place of a secret
 * @param byDefault what holds when nobody says otherwise
 * @param from where the value comes from: {@code default}, {@code configuration} or {@code override}
 * @param rule what a value must be
 * @param meaning what it does
 * @param restart why a change waits for the next start of the monitor, {@code null} if it holds at once
 */
public record Setting(
        String key,
        String value,
        String byDefault,
        String from,
        String rule,
        String meaning,
        @Nullable String restart) {}
