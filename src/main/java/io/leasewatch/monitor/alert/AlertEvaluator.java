package io.leasewatch.monitor.alert;

import io.leasewatch.core.text.SafeError;
import io.leasewatch.monitor.alert.AlertRules.Ruled;
import io.leasewatch.monitor.alert.AlertState.Step;
import io.leasewatch.monitor.alert.AlertState.Timing;
import io.leasewatch.monitor.alert.AlertState.Word;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the rules find into alerts: one per rule and subject, which fires, may become worse, and is resolved.
 *
 * <p>Thread-safe; one evaluation at a time. {@link AlertState} says when people are told: a condition that comes back during the
 * cooldown reopens its alert and is not sent again, unless it is worse than what was sent; if it still holds when the cooldown
 * ends, it is. A resolution goes to whoever was sent the firing, also when the rule is gone.
 *
 * <p>A silence is of a rule and subject, not of one alert of it: who works on something makes it come and go. What happens meanwhile is
 * shown, and is sent in one message when the silence ends. Its memory is bounded by {@link #MOST_SILENCES}.
 */
public final class AlertEvaluator {

    private static final Logger LOG = System.getLogger(AlertEvaluator.class.getName());

    /** More than anybody is at work on. */
    public static final int MOST_SILENCES = 100;

    private final AlertRules book;
    private final @Nullable Measurements measurements;
    private final List<AlertChannel> channels;
    private final InstantSource clock;
    private final Set<String> failing = new HashSet<>();
    private final Set<String> passedOver = new HashSet<>();
    /** By the rule's name, so that a rule passes over those of the others, and by what it is about. */
    private final Map<String, Map<String, Entry>> entries = new HashMap<>();

    private final LinkedHashMap<String, Alert> kept = new LinkedHashMap<>();
    private volatile AlertSettings settings;
    private volatile List<Ruled> rules;
    private long raised;

    /** A desk that knows these rules, and none as data that look at something. */
    public AlertEvaluator(
            List<? extends AlertRule> rules,
            List<? extends AlertChannel> channels,
            InstantSource clock,
            AlertSettings settings) {
        this(rules, null, channels, clock, settings);
    }

    /** {@code measurements} is what rules as data look at. */
    public AlertEvaluator(
            List<? extends AlertRule> rules,
            @Nullable Measurements measurements,
            List<? extends AlertChannel> channels,
            InstantSource clock,
            AlertSettings settings) {
        this.book = new AlertRules(rules, measurements == null ? List::of : measurements::samples);
        this.measurements = measurements;
        this.channels = List.copyOf(channels);
        this.clock = clock;
        this.settings = settings;
        this.rules = book.enabled(settings.rules());
    }

    public void apply(AlertSettings next) {
        settings = next;
        rules = book.enabled(next.rules());
        next.rules().forEach(this::sayIfAboutNothing);
    }

    private synchronized void sayIfAboutNothing(RuleSettings rule) {
        Set<String> unknown = new LinkedHashSet<>(rule.channels());
        unknown.removeAll(channelNames());
        if ((book.isAboutNothing(rule) || !unknown.isEmpty()) && passedOver.add(rule.toString())) {
            LOG.log(
                    Level.WARNING,
                    "LSW4006W: The alert rule {0} does nothing, or less than it says: {1}.",
                    rule,
                    book.isAboutNothing(rule)
                            ? "it has no condition, and there is none of that name among "
                                    + String.join(", ", names(book.effective(List.of())))
                            : "there are no such channels; there are " + String.join(", ", channelNames()));
        }
    }

    /** Every rule that holds, those that are disabled too. */
    public List<RuleSettings> rules() {
        return book.effective(settings.rules());
    }

    /** What rules as data saw when they were last evaluated. */
    public List<Measurement> measured() {
        return measurements == null ? List.of() : measurements.samples();
    }

    public List<String> channelNames() {
        return channels.stream().map(AlertChannel::name).toList();
    }

    /**
     * Looks whether something can come of {@code rules}.
     *
     * @throws IllegalArgumentException if one is about a rule or a channel that there is not
     */
    public void check(List<RuleSettings> own) {
        new AlertSettings(Duration.ZERO, 1, 1, own);
        for (RuleSettings rule : own) {
            if (book.isAboutNothing(rule)) {
                throw new IllegalArgumentException("name of a rule without a metric must be one of "
                        + String.join(", ", names(book.effective(List.of()))) + ", was " + rule.name());
            }
            for (String channel : rule.channels()) {
                if (!channelNames().contains(channel)) {
                    throw new IllegalArgumentException("channels must be of " + String.join(", ", channelNames())
                            + ", was " + channel + " in " + rule.name());
                }
            }
        }
    }

    private static List<String> names(List<RuleSettings> rules) {
        return rules.stream().map(RuleSettings::name).toList();
    }

    /** Asks every rule and raises, sends and resolves accordingly. */
    public synchronized void evaluate() {
        Instant now = clock.instant();
        List<Ruled> all = rules;
        boolean measured = measure();
        for (Ruled ruled : all) {
            // Not knowing is no reason to resolve anything.
            if (measured || ruled.settings().threshold() == null) {
                evaluate(ruled, now);
            }
        }
        resolveWithoutRule(all, now);
        endSilences(now);
        forgetWhatIsOver(now);
    }

    private boolean measure() {
        try {
            if (measurements != null) {
                measurements.look();
            }
            failing.remove("");
            return true;
        } catch (Throwable e) {
            if (failing.add("")) {
                LOG.log(
                        Level.WARNING,
                        "LSW4007W: What the alert rules look at could not be measured; rules with a metric are passed"
                                + " over until it can.",
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
                        "LSW4005W: The alert rule " + name + " failed and is passed over until it works.",
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
            if (entry.course.isFiring()) {
                subjects.add(subject);
            }
        });
        return subjects;
    }

    private void holds(String name, Finding finding, RuleSettings rule, Instant now) {
        Entry entry = entries.computeIfAbsent(name, n -> new HashMap<>())
                .computeIfAbsent(finding.subject(), subject -> new Entry());
        Severity severity = rule.severity() == null ? finding.severity() : rule.severity();
        AlertState before = entry.course;
        entry.rule = rule;
        Step step = before.holds(severity, now, new Timing(rule.hold(), cooldown(entry)));
        entry.course = step.course();
        if (!entry.course.isFiring()) {
            return;
        }
        String id = entry.course.episode() == before.episode() && entry.alert != null
                ? entry.alert.id()
                : Long.toString(++raised);
        Silence silence = entry.course.silenced() && entry.alert != null ? entry.alert.silence() : null;
        Alert alert = alert(name, finding, severity, id, entry.course.since()).with(silence);
        entry.alert = alert;
        keep(alert);
        tell(step.word(), alert, entry);
    }

    private void ends(Entry entry, Instant now) {
        boolean fired = entry.course.isFiring();
        Step step = entry.course.ends(now);
        entry.course = step.course();
        if (fired && entry.alert != null) {
            entry.alert = entry.alert.resolvedAt(now);
            keep(entry.alert);
            tell(step.word(), entry.alert, entry);
        }
    }

    private void tell(Word word, Alert alert, Entry entry) {
        if (word == Word.FIRING) {
            Set<String> names = entry.rule == null ? Set.of() : entry.rule.channels();
            List<AlertChannel> wanted = channels.stream()
                    .filter(channel -> names.isEmpty() || names.contains(channel.name()))
                    .toList();
            entry.told.addAll(wanted);
            send(alert, wanted);
        } else if (word == Word.RESOLVED) {
            send(alert, List.copyOf(entry.told));
            entry.told.clear();
        }
    }

    /**
     * Sends nothing about what this alert is about until {@code time} is over, unless it becomes worse. A silence that there is already
     * gives way to this one.
     *
     * @return the alert as it is now; empty if no alert of that id fires
     * @throws IllegalStateException if too much is silenced already
     */
    public synchronized Optional<Alert> silence(String id, Duration time, String by) {
        for (Entry entry : all()) {
            if (entry.alert != null && entry.alert.id().equals(id) && entry.course.isFiring()) {
                if (!entry.course.silenced()
                        && all().stream().filter(one -> one.course.silenced()).count() >= MOST_SILENCES) {
                    throw new IllegalStateException(
                            "there must be no more than " + MOST_SILENCES + " silences, and there are as many already");
                }
                entry.course = entry.course.silence();
                entry.alert = entry.alert.with(new Silence(clock.instant().plus(time), by));
                keep(entry.alert);
                return Optional.of(entry.alert);
            }
        }
        return Optional.empty();
    }

    /**
     * Ends the silence of this alert, and sends how it stands.
     *
     * @return the alert as it is now; empty if no alert of that id is silenced
     */
    public synchronized Optional<Alert> endSilence(String id) {
        for (Entry entry : all()) {
            if (entry.alert != null && entry.alert.id().equals(id) && entry.course.silenced()) {
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
        Step step = entry.course.breakSilence(silenced.severity(), now);
        Alert alert = silenced.with(null);
        entry.course = step.course();
        entry.alert = alert;
        keep(alert);
        tell(step.word(), alert, entry);
        return alert;
    }

    private List<Entry> all() {
        return entries.values().stream().flatMap(its -> its.values().stream()).toList();
    }

    /** Whoever takes a rule away, or switches it off, ends its alerts. */
    private void resolveWithoutRule(List<Ruled> all, Instant now) {
        Set<String> names = all.stream().map(ruled -> ruled.settings().name()).collect(Collectors.toSet());
        entries.forEach((rule, its) -> {
            if (!names.contains(rule)) {
                its.values().forEach(entry -> ends(entry, now));
            }
        });
    }

    private void forgetWhatIsOver(Instant now) {
        entries.values()
                .forEach(its -> its.values()
                        .removeIf(entry -> entry.course.phase() == AlertState.Phase.QUIET
                                && !entry.course.silenced()
                                && !entry.course.isCooling(now, cooldown(entry))));
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
        while (kept.size() > settings.size()) {
            kept.remove(mostForgettable());
        }
    }

    /** The oldest that is resolved, and not silenced; the oldest of all if there is none. */
    private String mostForgettable() {
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
                LOG.log(Level.WARNING, "LSW4004W: The alert channel " + channel.name() + " failed.", SafeError.of(e));
            }
        }
    }

    /** The alerts that are kept, the newest first, each in its last state. */
    public synchronized List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>(kept.values());
        Collections.reverse(alerts);
        return alerts;
    }

    /** Resolves and forgets every alert; what still holds will fire anew. */
    public synchronized void reset() {
        Instant now = clock.instant();
        for (Entry entry : all()) {
            ends(entry, now);
            if (entry.alert != null && entry.course.silenced()) {
                endSilence(entry, entry.alert, now);
            }
        }
        entries.clear();
        kept.clear();
    }

    private static final class Entry {
        private final Set<AlertChannel> told = new LinkedHashSet<>();
        private AlertState course = AlertState.QUIET;
        private @Nullable Alert alert;
        private @Nullable RuleSettings rule;
    }
}
