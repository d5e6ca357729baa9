package io.leasewatch.monitor.alert;

import io.leasewatch.spi.Severity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of one alert: quiet, pending until its condition has held long enough, firing, and quiet again. Immutable.
 *
 * <p>{@link #holds} and {@link #ends} return the next state and the notification to send; the time is passed in. Within the cooldown a
 * firing is notified once, unless its severity rises. A resolution is notified if the firing was. During a silence nothing is notified
 * unless the severity rises, which ends the silence. At its end the current state is notified, because the last notification may be out of
 * date.
 *
 * @param phase whether the condition holds, and for long enough
 * @param since when this phase began
 * @param episode counts the alerts of this condition; a condition that comes back during the cooldown is the same alert
 * @param last the last firing that was notified, {@code null} if there was none
 * @param announced whether a firing was notified and its resolution was not yet
 * @param silenced whether only a higher severity is notified
 */
record AlertState(
        Phase phase, Instant since, int episode, @Nullable LastNotification last, boolean announced, boolean silenced) {

    /** A critical condition that comes back earlier is the same outage. */
    private static final Duration OUTAGE_APART = Duration.ofMinutes(1);

    static final AlertState QUIET = new AlertState(Phase.QUIET, Instant.EPOCH, 0, null, false, false);

    /** The next state if the condition holds at {@code now}. */
    Step holds(Severity severity, Instant now, Timing timing) {
        Instant began = phase == Phase.QUIET ? now : since;
        LastNotification known = isAnotherOutage(severity, now) ? null : last;
        if (phase != Phase.FIRING && isShorter(began, now, timing.hold())) {
            return new Step(
                    new AlertState(Phase.PENDING, began, episode, known, announced, silenced), Notification.NOTHING);
        }
        boolean cooling = isCooling(known, now, timing.cooldown());
        boolean worse = known != null && severity.compareTo(known.severity()) > 0;
        boolean notify = worse || (!announced && !cooling && !silenced);
        boolean another = phase != Phase.FIRING && !cooling && !silenced;
        AlertState firing = new AlertState(
                Phase.FIRING,
                phase == Phase.FIRING ? since : now,
                another ? episode + 1 : episode,
                notify ? new LastNotification(now, severity) : known,
                announced || notify,
                silenced && !notify);
        return new Step(firing, notify ? Notification.FIRING : Notification.NOTHING);
    }

    /** The next state if the condition does not hold at {@code now}. */
    Step ends(Instant now) {
        if (phase == Phase.QUIET) {
            return new Step(this, Notification.NOTHING);
        }
        return new Step(
                new AlertState(Phase.QUIET, now, episode, last, announced && silenced, silenced),
                announced && !silenced ? Notification.RESOLVED : Notification.NOTHING);
    }

    /** The next state if the alert is silenced. */
    AlertState silence() {
        return new AlertState(phase, since, episode, last, announced, true);
    }

    /** The next state if the silence ends at {@code now}; {@code severity} is the current one. */
    Step breakSilence(Severity severity, Instant now) {
        LastNotification latest = isFiring() ? new LastNotification(now, severity) : last;
        return new Step(
                new AlertState(phase, since, episode, latest, isFiring(), false),
                isFiring() ? Notification.FIRING : announced ? Notification.RESOLVED : Notification.NOTHING);
    }

    boolean isFiring() {
        return phase == Phase.FIRING;
    }

    /** Whether a critical condition comes back so long after its end that it is an outage of its own, which no cooldown hides. */
    private boolean isAnotherOutage(Severity severity, Instant now) {
        return phase == Phase.QUIET
                && !silenced
                && severity == Severity.CRITICAL
                && !isShorter(since, now, OUTAGE_APART);
    }

    /** Whether the cooldown since the last notification is not over. */
    boolean isCooling(Instant now, Duration cooldown) {
        return isCooling(last, now, cooldown);
    }

    private static boolean isCooling(@Nullable LastNotification last, Instant now, Duration cooldown) {
        return last != null && isShorter(last.at(), now, cooldown);
    }

    private static boolean isShorter(Instant from, Instant to, Duration limit) {
        return Duration.between(from, to).compareTo(limit) < 0;
    }

    /** Whether the condition holds, and for long enough. */
    enum Phase {
        QUIET,
        PENDING,
        FIRING
    }

    /** The notification to send. */
    enum Notification {
        NOTHING,
        FIRING,
        RESOLVED
    }

    /**
     * The delays of a rule.
     *
     * @param hold how long the condition must hold before it fires
     * @param cooldown how long no further notification is sent
     */
    record Timing(Duration hold, Duration cooldown) {}

    /** The last notification of a firing: when, and with which severity. */
    record LastNotification(Instant at, Severity severity) {}

    /** The next state, and the notification to send. */
    record Step(AlertState state, Notification notification) {}
}
