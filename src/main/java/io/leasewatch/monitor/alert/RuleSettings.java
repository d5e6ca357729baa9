package io.leasewatch.monitor.alert;

import io.leasewatch.spi.Severity;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule as data. Without a threshold it says how a rule that is there anyway is to be handled.
 *
 * @param name small letters, digits and hyphens, 1 to 50; a rule that has the name of another takes its place
 * @param threshold what makes it fire, {@code null} for what the rule of that name does by itself
 * @param hold how long that must go on before it fires; not negative
 * @param severity how bad it is, {@code null} for what the rule itself says, which of a threshold is a warning
 * @param cooldown how long nobody is told again, {@code null} for as long as of every rule; not negative
 * @param channels the names of the channels that its alerts go down, empty for all
 * @param enabled whether it is looked at at all
 */
public record RuleSettings(
        String name,
        @Nullable Threshold threshold,
        Duration hold,
        @Nullable Severity severity,
        @Nullable Duration cooldown,
        Set<String> channels,
        boolean enabled) {

    public RuleSettings {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "name must be 1 to 50 small letters, digits and hyphens, beginning with a letter, was " + name);
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

    /** A rule that nothing is said of. */
    static RuleSettings of(String name) {
        return new RuleSettings(name, null, Duration.ZERO, null, null, Set.of(), true);
    }

    /**
     * Reads a rule such as {@code busy: utilization >= 90 for PT5M severity error}.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong
     */
    public static RuleSettings parse(String text) {
        return RuleText.parse(text);
    }

    /** As it is written in the configuration. */
    @Override
    public String toString() {
        return RuleText.of(this);
    }
}
