package io.leasewatch.monitor.alert;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How alerts are raised.
 *
 * @param cooldown how long no further notification is sent for the same rule and subject, unless the severity has risen; not negative
 * @param size how many alerts are kept, 1 to 10,000
 * @param criticalLeaks the number of open leaks of all pools together from which alerts of leaks are critical; at least 1
 * @param rules user-defined rules, and changes to built-in rules; each name once
 */
public record AlertSettings(Duration cooldown, int size, int criticalLeaks, List<RuleSettings> rules) {

    public static final AlertSettings DEFAULT = new AlertSettings(Duration.ofMinutes(5), 100, 6);

    /** Creates settings with the built-in rules only. */
    public AlertSettings(Duration cooldown, int size, int criticalLeaks) {
        this(cooldown, size, criticalLeaks, List.of());
    }

    public AlertSettings {
        rules = List.copyOf(rules);
        if (cooldown.isNegative()) {
            throw new IllegalArgumentException("cooldown must not be negative, was " + cooldown);
        }
        if (size < 1 || size > 10_000) {
            throw new IllegalArgumentException("size must be from 1 to 10000, was " + size);
        }
        if (criticalLeaks < 1) {
            throw new IllegalArgumentException("criticalLeaks must be at least 1, was " + criticalLeaks);
        }
        Set<String> names = new HashSet<>();
        for (RuleSettings rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("rules must have different names, was twice " + rule.name());
            }
        }
    }
}
