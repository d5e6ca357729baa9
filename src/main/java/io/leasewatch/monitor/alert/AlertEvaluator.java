package io.leasewatch.monitor.alert;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.monitor.alert.AlertRules.Ruled;
import io.leasewatch.monitor.alert.AlertState.Notification;
import io.leasewatch.monitor.alert.AlertState.Step;
import io.leasewatch.monitor.alert.AlertState.Timing;
import io.leasewatch.spi.Alert;
import io.leasewatch.spi.Alert.Status;
import io.leasewatch.spi.AlertChannel;
import io.leasewatch.spi.Severity;
import io.leasewatch.spi.Silence;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the rules and turns their findings into alerts: one per rule and subject, which fires, may become more severe, and is resolved.
 *
 * <p>Thread-safe; one evaluation at a time. {@link AlertState} decides what is sent: a condition that comes back during the cooldown
 * reopens its alert and is not sent again, unless its severity is higher than what was sent; if it still holds when the cooldown ends, it
 * is sent. A critical condition that comes back a minute or more after its end is another outage, and is sent despite the cooldown. A
 * resolution is sent to the channels that got the firing, even if the rule was removed.
 *
 * <p>A silence applies to a rule and subject, not to one alert, because the condition may come and go while people work on it. Changes
 * during a silence are visible, and the state is sent in one message when the silence ends. There are at most {@link #MOST_SILENCES}
 * silences.
 */
public final class AlertEvaluator {

    private static final Logger LOG = SafeLogger.of(AlertEvaluator.class);

    /** Bounds the memory of silences. */
    public static final int MOST_SILENCES = 100;

    /** How the message of an alert begins that is resolved because its condition ended; how long it lasted follows. */
    public static final String OVER = "Over after ";

    /** The same if the server was stopped. */
    public static final String STOPPED = "Open when the server was stopped, after ";

    private final AlertRules catalog;
    private final @Nullable Measurements measurements;
    private final List<AlertChannel> channels;
    private final InstantSource clock;
    /** Ids do not begin anew when the server starts. */
    private final String run;

    private final Set<String> failing = new HashSet<>();
    private final Set<String> ineffective = new HashSet<>();
    /** By the name of the rule, then by subject. */
    private final Map<String, Map<String, Entry>> entries = new HashMap<>();

    private final LinkedHashMap<String, Alert> kept = new LinkedHashMap<>();
    private volatile Consumer<Alert> listener = alert -> {};
    private volatile AlertSettings settings;
    private volatile List<Ruled> rules;
    private long raised;

    /** Creates an evaluator without metrics: threshold rules find nothing. */
    public AlertEvaluator(
            List<? extends AlertRule> rules,
            List<? extends AlertChannel> channels,
            InstantSource clock,
            AlertSettings settings) {
        this(rules, null, channels, clock, settings);
    }

    /** Creates an evaluator whose threshold rules use {@code measurements}. */
    public AlertEvaluator(
            List<? extends AlertRule> rules,
            @Nullable Measurements measurements,
            List<? extends AlertChannel> channels,
            InstantSource clock,
            AlertSettings settings) {
        this.catalog = new AlertRules(rules, measurements == null ? List::of : measurements::samples);
        this.measurements = measurements;
        this.channels = List.copyOf(channels);
        this.clock = clock;
        this.run = Long.toString(clock.millis(), Character.MAX_RADIX) + "-";
        this.settings = settings;
        this.rules = catalog.enabled(settings.rules());
    }

    /** Notifies {@code next}, and no other one from now on, of each alert in each evaluation in which it fires or ends. */
    public void setListener(Consumer<Alert> next) {
        listener = next;
    }

    public void apply(AlertSettings next) {
        settings = next;
        rules = catalog.enabled(next.rules());
        next.rules().forEach(this::warnIfIneffective);
    }

    private synchronized void warnIfIneffective(RuleSettings rule) {
        if (catalog.isUnknown(rule) && ineffective.add(rule.toString())) {
            LOG.log(
                    Level.WARNING,
                    "LSW4006W: The alert rule {0} has no effect: it has no condition, and its name is not one of the"
                            + " built-in rules {1}.",
                    rule,
                    String.join(", ", names(catalog.effective(List.of()))));
        }
    }

    /** The settings of all rules in effect, the disabled ones too. */
    public List<RuleSettings> rules() {
        return catalog.effective(settings.rules());
    }

    /** The metrics that threshold rules used in the last evaluation. */
    public List<Measurement> measured() {
        return measurements == null ? List.of() : measurements.samples();
    }

    /**
     * Checks that all of {@code own} can take effect.
     *
     * @throws IllegalArgumentException if a rule has no condition and no built-in rule has its name
     */
    public void check(List<RuleSettings> own) {
        new AlertSettings(Duration.ZERO, 1, 1, own);
        for (RuleSettings rule : own) {
            if (catalog.isUnknown(rule)) {
                throw new IllegalArgumentException("name of a rule without a metric must be one of "
                        + String.join(", ", names(catalog.effective(List.of()))) + ", was " + rule.name());
            }
        }
    }

    private static List<String> names(List<RuleSettings> rules) {
        return rules.stream().map(RuleSettings::name).toList();
    }

    /** Evaluates all rules, and raises, sends and resolves alerts. */
    public synchronized void evaluate() {
        Instant now = clock.instant();
        List<Ruled> all = rules;
        boolean measured = measure();
        for (Ruled ruled : all) {
            // Without new metrics nothing is resolved.
            if (measured || ruled.settings().condition() == null) {
                evaluate(ruled, now);
            }
        }
        resolveWithoutRule(all, now);
        endSilences(now);
        removeExpired(now);
    }

    private boolean measure() {
        try {
            if (measurements != null) {
                measurements.measure();
            }
            failing.remove("");
            return true;
        } catch (Throwable e) {
            if (failing.add("")) {
                LOG.log(
                        Level.WARNING,
                        "LSW4007W: The metrics of the alert rules could not be measured. Rules that use them are"
                                + " skipped until they can.",
                        e);
            }
            return false;
        }
    }

    private void evaluate(Ruled ruled, Instant now) {
        String name = ruled.rule().name();
        List<Finding> findings;
        try {
            findings = ruled.rule().evaluate(firing(name));
            failing.remove(name);
        } catch (Throwable e) {
            if (failing.add(name)) {
                LOG.log(
                        Level.WARNING,
                        "LSW4005W: The alert rule " + name + " failed and is skipped until it works.",
                        e);
            }
            return;
        }
        Set<String> found = new HashSet<>();
        for (Finding finding : findings) {
            found.add(finding.subject());
            holds(name, finding, ruled.settings(), now);
        }
        of(name).forEach((subject, entry) -> {
            if (!found.contains(subject)) {
                ends(entry, now);
            }
        });
    }

    private Map<String, Entry> of(String rule) {
        return entries.getOrDefault(rule, Map.of());
    }

    private Set<String> firing(String rule) {
        Set<String> subjects = new HashSet<>();
        of(rule).forEach((subject, entry) -> {
            if (entry.state.isFiring()) {
                subjects.add(subject);
            }
        });
        return subjects;
    }

    private void holds(String name, Finding finding, RuleSettings rule, Instant now) {
        Entry entry = entries.computeIfAbsent(name, n -> new HashMap<>())
                .computeIfAbsent(finding.subject(), subject -> new Entry());
        Severity severity = rule.severity() == null ? finding.severity() : rule.severity();
        AlertState before = entry.state;
        entry.rule = rule;
        Step step = before.holds(severity, now, new Timing(rule.hold(), cooldown(entry)));
        entry.state = step.state();
        if (!entry.state.isFiring()) {
            return;
        }
        String id =
                entry.state.episode() == before.episode() && entry.alert != null ? entry.alert.id() : run + ++raised;
        Silence silence = entry.state.silenced() && entry.alert != null ? entry.alert.silence() : null;
        Alert alert = alert(name, finding, severity, id, entry.state.since()).with(silence);
        entry.alert = alert;
        keep(alert);
        notify(step.notification(), alert, entry);
    }

    private void ends(Entry entry, Instant now) {
        ends(entry, now, OVER);
    }

    private void ends(Entry entry, Instant now, String how) {
        boolean fired = entry.state.isFiring();
        Step step = entry.state.ends(now);
        entry.state = step.state();
        if (fired && entry.alert != null) {
            entry.alert = entry.alert.resolvedAt(now, over(entry.alert, now, how));
            keep(entry.alert);
            notify(step.notification(), entry.alert, entry);
        }
    }

    private static String over(Alert alert, Instant now, String how) {
        return how + HumanText.duration(Duration.between(alert.timestamp(), now)) + ". Before: " + alert.message();
    }

    private void notify(Notification notification, Alert alert, Entry entry) {
        if (notification == Notification.FIRING) {
            Set<String> names = entry.rule == null ? Set.of() : entry.rule.channels();
            List<AlertChannel> wanted = channels.stream()
                    .filter(channel -> names.isEmpty() || names.contains(channel.name()))
                    .toList();
            entry.notified.addAll(wanted);
            send(alert, wanted);
        } else if (notification == Notification.RESOLVED) {
            send(alert, List.copyOf(entry.notified));
            entry.notified.clear();
        }
    }

    /**
     * Silences an alert: until {@code time} is over nothing is sent for its rule and subject, unless the severity rises. Replaces an
     * existing silence.
     *
     * @return the silenced alert; empty if no alert with that id fires
     * @throws IllegalStateException if there are {@link #MOST_SILENCES} silences already
     */
    public synchronized Optional<Alert> silence(String id, Duration time, String by) {
        for (Entry entry : all()) {
            if (entry.alert != null && entry.alert.id().equals(id) && entry.state.isFiring()) {
                if (!entry.state.silenced()
                        && all().stream().filter(one -> one.state.silenced()).count() >= MOST_SILENCES) {
                    throw new IllegalStateException(
                            "at most " + MOST_SILENCES + " alerts can be silenced at a time; end another one first");
                }
                entry.state = entry.state.silence();
                entry.alert = entry.alert.with(new Silence(clock.instant().plus(time), by));
                keep(entry.alert);
                return Optional.of(entry.alert);
            }
        }
        return Optional.empty();
    }

    /**
     * Ends the silence of an alert, and sends its current state.
     *
     * @return the alert; empty if no alert with that id is silenced
     */
    public synchronized Optional<Alert> endSilence(String id) {
        for (Entry entry : all()) {
            if (entry.alert != null && entry.alert.id().equals(id) && entry.state.silenced()) {
                return Optional.of(endSilence(entry, entry.alert, clock.instant()));
            }
        }
        return Optional.empty();
    }

    private void endSilences(Instant now) {
        for (Entry entry : all()) {
            Alert alert = entry.alert;
            if (alert != null
                    && alert.silence() != null
                    && !alert.silence().until().isAfter(now)) {
                endSilence(entry, alert, now);
            }
        }
    }

    private Alert endSilence(Entry entry, Alert silenced, Instant now) {
        Step step = entry.state.breakSilence(silenced.severity(), now);
        Alert alert = silenced.with(null);
        entry.state = step.state();
        entry.alert = alert;
        keep(alert);
        notify(step.notification(), alert, entry);
        return alert;
    }

    /** Resolves all alerts, because the server stops. */
    public synchronized void close() {
        Instant now = clock.instant();
        all().forEach(entry -> ends(entry, now, STOPPED));
    }

    /** Whether the alert with this id fires and is not silenced. */
    public synchronized boolean isFiring(String id) {
        return all().stream()
                .filter(entry -> entry.state.isFiring() && !entry.state.silenced())
                .anyMatch(entry -> entry.alert != null && entry.alert.id().equals(id));
    }

    /** The names of {@code rules} and of the built-in rules with thresholds. */
    public static Set<String> builtIn(List<? extends AlertRule> rules) {
        return new AlertRules(rules, List::of)
                .effective(List.of()).stream().map(RuleSettings::name).collect(Collectors.toUnmodifiableSet());
    }

    private List<Entry> all() {
        return entries.values().stream().flatMap(its -> its.values().stream()).toList();
    }

    /** Resolves the alerts of rules that were removed or disabled. */
    private void resolveWithoutRule(List<Ruled> all, Instant now) {
        Set<String> names = all.stream().map(ruled -> ruled.settings().name()).collect(Collectors.toSet());
        entries.forEach((rule, its) -> {
            if (!names.contains(rule)) {
                its.values().forEach(entry -> ends(entry, now));
            }
        });
    }

    private void removeExpired(Instant now) {
        entries.values()
                .forEach(its -> its.values()
                        .removeIf(entry -> entry.state.phase() == AlertState.Phase.QUIET
                                && !entry.state.silenced()
                                && !entry.state.isCooling(now, cooldown(entry))));
        entries.values().removeIf(Map::isEmpty);
    }

    private Duration cooldown(Entry entry) {
        Duration own = entry.rule == null ? null : entry.rule.cooldown();
        return own == null ? settings.cooldown() : own;
    }

    private static Alert alert(String rule, Finding finding, Severity severity, String id, Instant since) {
        return new Alert(
                id,
                finding.message(),
                since,
                severity,
                finding.pool(),
                finding.service(),
                rule,
                Status.FIRING,
                finding.count(),
                finding.connections());
    }

    private void keep(Alert alert) {
        kept.put(alert.id(), alert);
        listener.accept(alert);
        while (kept.size() > settings.size()) {
            kept.remove(leastImportant());
        }
    }

    /** The oldest resolved alert that is not silenced, or else the oldest alert. */
    private String leastImportant() {
        return kept.values().stream()
                .filter(alert -> !alert.isFiring() && alert.silence() == null)
                .findFirst()
                .orElseGet(() -> kept.values().iterator().next())
                .id();
    }

    private void send(Alert alert, List<AlertChannel> wanted) {
        for (AlertChannel channel : wanted) {
            try {
                channel.send(alert);
            } catch (Throwable e) {
                LOG.log(Level.WARNING, "LSW4004W: The alert channel " + channel.name() + " failed.", e);
            }
        }
    }

    /** The alerts that are kept in their last state, the newest first. */
    public synchronized List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>(kept.values());
        Collections.reverse(alerts);
        return alerts;
    }

    /** Resolves and removes all alerts. Conditions that still hold fire again. */
    public synchronized void reset() {
        Instant now = clock.instant();
        for (Entry entry : all()) {
            ends(entry, now);
            if (entry.alert != null && entry.state.silenced()) {
                endSilence(entry, entry.alert, now);
            }
        }
        entries.clear();
        kept.clear();
    }

    private static final class Entry {
        private final Set<AlertChannel> notified = new LinkedHashSet<>();
        private AlertState state = AlertState.QUIET;
        private @Nullable Alert alert;
        private @Nullable RuleSettings rule;
    }
}
