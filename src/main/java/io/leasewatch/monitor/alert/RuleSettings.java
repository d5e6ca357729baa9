package io.leasewatch.monitor.alert;

import io.leasewatch.spi.Severity;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an alert rule. With a condition they define a rule; without one they change a built-in rule.
 *
 * @param name 1 to 50 lower-case letters, digits and hyphens; a rule with the name of another replaces it
 * @param condition the condition, {@code null} for the condition of the built-in rule of that name
 * @param hold how long the condition must hold before the rule fires; not negative
 * @param severity the severity of its alerts, {@code null} for the default: the rule's own, or a warning for a rule with a condition
 * @param cooldown how long no further notification is sent, {@code null} for the cooldown of all rules; not negative
 * @param channels the names of the channels that its alerts are sent to, empty for all
 * @param enabled whether the rule is evaluated
 */
public record RuleSettings(
        String name,
        @Nullable RuleCondition condition,
        Duration hold,
        @Nullable Severity severity,
        @Nullable Duration cooldown,
        Set<String> channels,
        boolean enabled) {

    public RuleSettings {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "name must be 1 to 50 lower-case letters, digits and hyphens and begin with a letter, was " + name);
        }
        if (hold.isNegative()) {
            throw new IllegalArgumentException("for must not be negative, was " + hold);
        }
        if (cooldown != null && cooldown.isNegative()) {
            throw new IllegalArgumentException("cooldown must not be negative, was " + cooldown);
        }
        channels = new LinkedHashSet<>(channels);
        for (String channel : channels) {
            if (!isName(channel)) {
                throw new IllegalArgumentException("channels must be names of channels, was " + channel);
            }
        }
    }

    static boolean isName(String text) {
        return text.matches("[a-z][a-z0-9-]{0,49}");
    }

    /** The default settings of a built-in rule. */
    static RuleSettings of(String name) {
        return new RuleSettings(name, null, Duration.ZERO, null, null, Set.of(), true);
    }

    /**
     * Parses a rule such as {@code busy: utilization >= 90 for PT5M severity error}.
     *
     * @throws IllegalArgumentException if the text is not a rule; the message names the error
     */
    public static RuleSettings parse(String text) {
        return RuleText.parse(text);
    }

    /** The rule in the syntax of the configuration. */
    @Override
    public String toString() {
        return RuleText.of(this);
    }
}
