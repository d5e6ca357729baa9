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
 * What an Alertmanager has to be told: everything that fires, and for a while what no longer does.
 *
 * <p>An Alertmanager knows an alert by its labels. So none of them may change while it fires; when the severity does, the alert with
 * the old one ends and another begins.
 *
 * <p>Thread-safe.
 */
final class AlertmanagerReport {

    static final Duration REPEAT_RESOLVED = Duration.ofMinutes(5);

    /** Rules times pools, and more than anybody reads. */
    private static final int MOST = 1_000;

    private final Map<Map<String, String>, Held> held = new LinkedHashMap<>();

    /** Takes note of what was sent at {@code now}. */
    synchronized void note(Alert alert, Instant now) {
        Map<String, String> labels = labels(alert);
        held.replaceAll((known, one) -> one.alert().id().equals(alert.id())
                        && one.endedAt() == null
                        && !(alert.isFiring() && known.equals(labels))
                ? new Held(one.alert(), now)
                : one);
        if (alert.isFiring()) {
            held.put(labels, new Held(alert, null));
        }
        forget(now);
    }

    /** Whether there is anything to say at {@code now}. */
    synchronized boolean isEmpty(Instant now) {
        forget(now);
        return held.isEmpty();
    }

    /** The alerts as the API of an Alertmanager wants them; what fires does so until it is said again, or until {@code lapse} is over. */
    synchronized String json(Instant now, Duration lapse, String sender, ChannelSettings settings) {
        forget(now);
        List<Object> alerts = new ArrayList<>();
        held.forEach((labels, one) -> {
            Map<String, Object> alert = new LinkedHashMap<>();
            Map<String, String> all = new LinkedHashMap<>(labels);
            all.put("instance", sender);
            alert.put("labels", all);
            alert.put("annotations", annotations(one.alert()));
            alert.put("startsAt", one.alert().timestamp());
            alert.put("endsAt", one.endedAt() == null ? now.plus(lapse) : one.endedAt());
            String link = SenderIdentity.link(settings, one.alert());
            if (link != null) {
                alert.put("generatorURL", link);
            }
            alerts.add(alert);
        });
        return Json.of(alerts);
    }

    private static Map<String, String> labels(Alert alert) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("alertname", alert.rule());
        labels.put("severity", alert.severity().word());
        // An Alertmanager takes an empty label for none, and the service of a pool's alert may change.
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

    private void forget(Instant now) {
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
}
