package io.leasewatch.monitor.channel;

import io.leasewatch.spi.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The alerts to post to an Alertmanager: those that fire, and those that were resolved in the last minutes.
 *
 * <p>An Alertmanager identifies an alert by its labels, so they must not change while it fires. When the severity changes, the alert with
 * the old severity ends and another begins.
 *
 * <p>Thread-safe.
 */
final class AlertmanagerReport {

    static final Duration REPEAT_RESOLVED = Duration.ofMinutes(5);

    /** Bounds the memory; far more than rules times pools. */
    private static final int MOST = 1_000;

    private final Map<Map<String, String>, Held> held = new LinkedHashMap<>();

    /** Records an alert that was sent at {@code now}. */
    synchronized void record(Alert alert, Instant now) {
        Map<String, String> labels = labels(alert);
        held.replaceAll((known, one) -> one.alert().id().equals(alert.id())
                        && one.endedAt() == null
                        && !(alert.isFiring() && known.equals(labels))
                ? new Held(one.alert(), now)
                : one);
        if (alert.isFiring()) {
            held.put(labels, new Held(alert, null));
        }
        evict(now);
    }

    /** Whether there is nothing to post at {@code now}. */
    synchronized boolean isEmpty(Instant now) {
        evict(now);
        return held.isEmpty();
    }

    /** The alerts in the format of the Alertmanager's API. A firing alert ends after {@code lapse} unless it is posted again. */
    synchronized String json(Instant now, Duration lapse, String sender, ChannelSettings settings) {
        evict(now);
        List<Posted> alerts = new ArrayList<>();
        held.forEach((labels, one) -> {
            Map<String, String> all = new LinkedHashMap<>(labels);
            all.put("instance", sender);
            alerts.add(new Posted(
                    all,
                    annotations(one.alert()),
                    one.alert().timestamp().toString(),
                    (one.endedAt() == null ? now.plus(lapse) : one.endedAt()).toString(),
                    SenderIdentity.link(settings, one.alert())));
        });
        return Json.of(alerts);
    }

    private static Map<String, String> labels(Alert alert) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("alertname", alert.rule());
        labels.put("severity", alert.severity().word());
        // An empty label is the same as none, and the service of a pool's alert may change while it fires.
        if (!alert.pool().isEmpty()) {
            labels.put("pool", alert.pool());
        } else if (!alert.service().isEmpty()) {
            labels.put("service", alert.service());
        }
        return labels;
    }

    private static Map<String, String> annotations(Alert alert) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("summary", alert.message());
        annotations.put("count", Integer.toString(alert.count()));
        List<String> sites = CloudEvent.sites(alert, 10);
        if (!sites.isEmpty()) {
            annotations.put("sites", String.join(", ", sites));
        }
        return annotations;
    }

    private void evict(Instant now) {
        held.values()
                .removeIf(one -> one.endedAt() != null
                        && Duration.between(one.endedAt(), now).compareTo(REPEAT_RESOLVED) > 0);
        Iterator<Held> oldest = held.values().iterator();
        for (int tooMany = held.size() - MOST; tooMany > 0; tooMany--) {
            oldest.next();
            oldest.remove();
        }
    }

    private record Held(Alert alert, @Nullable Instant endedAt) {}

    /** An alert in the format of the Alertmanager's API. */
    private record Posted(
            Map<String, String> labels,
            Map<String, String> annotations,
            String startsAt,
            String endsAt,
            @Nullable String generatorURL) {}
}
