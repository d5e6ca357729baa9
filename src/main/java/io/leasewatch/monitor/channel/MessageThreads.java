package io.leasewatch.monitor.channel;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.monitor.alert.AlertEvaluator;
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
    private final Predicate<String> firing;
    private final Map<String, Conversation> open = new HashMap<>();

    /**
     * @param rules the names of the built-in rules
     * @param firing whether the alert with an id fires and is not silenced; otherwise it hides no other one
     */
    MessageThreads(Set<String> rules, Predicate<String> firing) {
        this.rules = rules;
        this.firing = firing;
    }

    /** The message to send now that {@code alert} fires, is more severe or is resolved; empty if it says nothing new. */
    Optional<Alert> next(Alert alert) {
        if (alert.pool().isEmpty() || !rules.contains(alert.rule())) {
            return Optional.of(alert);
        }
        return alert.isFiring() ? firing(alert) : resolved(alert);
    }

    private Optional<Alert> firing(Alert alert) {
        Conversation known = open.get(alert.pool());
        if (known == null || known.alerts.stream().noneMatch(firing)) {
            open.put(alert.pool(), new Conversation(alert));
            return Optional.of(alert);
        }
        known.alerts.add(alert.id());
        if (alert.severity().compareTo(known.worst.severity()) <= 0) {
            return Optional.empty();
        }
        known.worst = alert;
        return Optional.of(alert.withId(known.first.id()));
    }

    private Optional<Alert> resolved(Alert alert) {
        Conversation known = open.get(alert.pool());
        if (known == null || !known.alerts.remove(alert.id())) {
            return Optional.of(alert);
        }
        if (!known.alerts.isEmpty()) {
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
    private static final class Conversation {
        private final Alert first;
        /** The ids of the alerts that belong to it and are not resolved. */
        private final Set<String> alerts = new HashSet<>();

        private Alert worst;

        Conversation(Alert first) {
            this.first = first;
            this.worst = first;
            alerts.add(first.id());
        }

        Alert over(Alert last) {
            if (last.id().equals(first.id()) && last.id().equals(worst.id())) {
                return last;
            }
            String how =
                    last.message().startsWith(AlertEvaluator.STOPPED) ? AlertEvaluator.STOPPED : AlertEvaluator.OVER;
            String lasted = HumanText.duration(Duration.between(first.timestamp(), last.timestamp()));
            return worst.withId(first.id())
                    .resolvedAt(last.timestamp(), how + lasted + ". At the worst: " + worst.message());
        }
    }
}
