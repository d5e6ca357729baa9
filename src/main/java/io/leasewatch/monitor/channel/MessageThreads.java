package io.leasewatch.monitor.channel;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.spi.Alert;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Makes one thread of messages of what happens to a pool, however many built-in rules fire for it: the first alert, the first one of each higher
 * severity, and the end of the last one, all with the id of the first. Alerts of other rules, and those that are about no pool, stay as they are.
 *
 * <p>Not thread-safe.
 */
final class MessageThreads {

    private final Set<String> rules;
    private final Predicate<String> silenced;
    private final Map<String, Thread> open = new HashMap<>();

    /**
     * @param rules the names of the built-in rules
     * @param silenced whether the alert with an id is silenced; such an alert hides no other one
     */
    MessageThreads(Set<String> rules, Predicate<String> silenced) {
        this.rules = rules;
        this.silenced = silenced;
    }

    /** The message to send now that {@code alert} fires, is more severe or is resolved; empty if it says nothing new. */
    Optional<Alert> next(Alert alert) {
        if (alert.pool().isEmpty() || !rules.contains(alert.rule())) {
            return Optional.of(alert);
        }
        return alert.isFiring() ? firing(alert) : resolved(alert);
    }

    private Optional<Alert> firing(Alert alert) {
        Thread known = open.get(alert.pool());
        if (known == null || known.firing.stream().allMatch(silenced)) {
            open.put(alert.pool(), new Thread(alert));
            return Optional.of(alert);
        }
        known.firing.add(alert.id());
        if (alert.severity().compareTo(known.worst.severity()) <= 0) {
            return Optional.empty();
        }
        known.worst = alert;
        return Optional.of(alert.withId(known.first.id()));
    }

    private Optional<Alert> resolved(Alert alert) {
        Thread known = open.get(alert.pool());
        if (known == null || !known.firing.remove(alert.id())) {
            return Optional.of(alert);
        }
        if (!known.firing.isEmpty()) {
            return Optional.empty();
        }
        open.remove(alert.pool());
        return Optional.of(known.over(alert));
    }

    /** Begins anew: the channel was switched off. */
    void clear() {
        open.clear();
    }

    /** A thread of messages that has not ended. */
    private static final class Thread {
        private final Alert first;
        private final Set<String> firing = new HashSet<>();
        private Alert worst;

        Thread(Alert first) {
            this.first = first;
            this.worst = first;
            firing.add(first.id());
        }

        Alert over(Alert last) {
            boolean one = last.id().equals(first.id()) && last.id().equals(worst.id());
            String lasted = HumanText.duration(Duration.between(first.timestamp(), last.timestamp()));
            return one
                    ? last
                    : worst.withId(first.id())
                            .resolvedAt(
                                    last.timestamp(), "Over after " + lasted + ". At the worst: " + worst.message());
        }
    }
}
