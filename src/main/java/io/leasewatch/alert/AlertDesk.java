package io.leasewatch.alert;

import io.leasewatch.alert.Alert.Status;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the rules find into alerts: one per rule and pool, which fires, may become worse, and is resolved.
 *
 * <p>Thread-safe; one evaluation at a time. A condition that comes back during the cooldown reopens its alert and is not sent
 * again, unless it is worse than what was sent; if it still holds when the cooldown ends, it is. A resolution is sent if the
 * firing was.
 */
public final class AlertDesk {

    private static final Logger LOG = System.getLogger(AlertDesk.class.getName());

    private final List<AlertRule> rules;
    private final List<AlertChannel> channels;
    private final InstantSource clock;
    private final Set<String> failing = new HashSet<>();
    private final Map<Subject, Entry> entries = new HashMap<>();
    private final LinkedHashMap<String, Alert> kept = new LinkedHashMap<>();
    private volatile AlertSettings settings;
    private long raised;

    public AlertDesk(
            List<? extends AlertRule> rules,
            List<? extends AlertChannel> channels,
            InstantSource clock,
            AlertSettings settings) {
        this.rules = List.copyOf(rules);
        this.channels = List.copyOf(channels);
        this.clock = clock;
        this.settings = settings;
    }

    public void apply(AlertSettings next) {
        settings = next;
    }

    /** Asks every rule and raises, sends and resolves accordingly. */
    public synchronized void evaluate() {
        Instant now = clock.instant();
        for (AlertRule rule : rules) {
            List<Finding> findings;
            try {
                findings = rule.evaluate(firingPools(rule.name()));
                failing.remove(rule.name());
            } catch (Throwable e) {
                // Not knowing is no reason to resolve anything.
                if (failing.add(rule.name())) {
                    LOG.log(
                            Level.WARNING,
                            "LSW4005W: The alert rule " + rule.name() + " failed and is passed over until it works.",
                            e);
                }
                continue;
            }
            Set<String> found = new HashSet<>();
            for (Finding finding : findings) {
                found.add(finding.pool());
                fire(new Subject(rule.name(), finding.pool()), finding, now);
            }
            entries.forEach((subject, entry) -> {
                if (subject.rule().equals(rule.name()) && !found.contains(subject.pool()) && entry.alert.isFiring()) {
                    resolve(entry, now);
                }
            });
        }
    }

    private Set<String> firingPools(String rule) {
        Set<String> pools = new HashSet<>();
        entries.forEach((subject, entry) -> {
            if (subject.rule().equals(rule) && entry.alert.isFiring()) {
                pools.add(subject.pool());
            }
        });
        return pools;
    }

    private void fire(Subject subject, Finding finding, Instant now) {
        Entry entry = entries.get(subject);
        boolean cooling = entry != null && entry.isCooling(now, settings);
        if (entry == null || (!entry.alert.isFiring() && !cooling)) {
            entry = new Entry(alert(subject, finding, Long.toString(++raised), now));
            entries.put(subject, entry);
        } else {
            Instant since = entry.alert.isFiring() ? entry.alert.timestamp() : now;
            entry.alert = alert(subject, finding, entry.alert.id(), since);
        }
        keep(entry.alert);
        boolean unsent = !entry.sentFiring && !cooling;
        if (unsent || entry.isWorseThanSent()) {
            entry.sentFiring = true;
            entry.sentAt = now;
            entry.sentSeverity = finding.severity();
            send(entry.alert);
        }
    }

    private void resolve(Entry entry, Instant now) {
        entry.alert = entry.alert.resolvedAt(now);
        keep(entry.alert);
        if (entry.sentFiring) {
            entry.sentFiring = false;
            send(entry.alert);
        }
    }

    private static Alert alert(Subject subject, Finding finding, String id, Instant since) {
        return new Alert(
                id,
                finding.message(),
                since,
                finding.severity(),
                finding.pool(),
                finding.service(),
                subject.rule(),
                Status.FIRING,
                finding.count(),
                finding.connections());
    }

    private void keep(Alert alert) {
        kept.put(alert.id(), alert);
        while (kept.size() > settings.size()) {
            kept.remove(mostForgettable());
        }
    }

    /** The oldest that is resolved; the oldest of all if every one is firing. */
    private String mostForgettable() {
        return kept.values().stream()
                .filter(alert -> !alert.isFiring())
                .findFirst()
                .orElseGet(() -> kept.values().iterator().next())
                .id();
    }

    private void send(Alert alert) {
        for (AlertChannel channel : channels) {
            try {
                channel.send(alert);
            } catch (Throwable e) {
                LOG.log(Level.WARNING, "LSW4004W: The alert channel " + channel.name() + " failed.", e);
            }
        }
    }

    /** The alerts that are kept, the newest first, each in its last state. */
    public synchronized List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>(kept.values());
        Collections.reverse(alerts);
        return alerts;
    }

    /** Forgets every alert; what still holds will fire anew. */
    public synchronized void reset() {
        entries.clear();
        kept.clear();
    }

    private record Subject(String rule, String pool) {}

    private static final class Entry {
        private Alert alert;
        private boolean sentFiring;
        private @Nullable Instant sentAt;
        private Severity sentSeverity = Severity.INFO;

        Entry(Alert alert) {
            this.alert = alert;
        }

        boolean isCooling(Instant now, AlertSettings settings) {
            return sentAt != null && Duration.between(sentAt, now).compareTo(settings.cooldown()) < 0;
        }

        boolean isWorseThanSent() {
            return sentAt != null && alert.severity().compareTo(sentSeverity) > 0;
        }
    }
}
