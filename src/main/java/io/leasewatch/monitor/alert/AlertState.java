package io.leasewatch.monitor.alert;

import io.leasewatch.spi.Severity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a condition stands: it appears, holds for as long as its rule wants, fires, is resolved, and cools down.
 *
 * <p>A value that knows no clock: {@link #holds} and {@link #ends} say what comes next and what people are to be told. Within a
 * cooldown nobody is told of a firing a second time, unless it is worse; whoever was told of a firing is told of its end. In a
 * silence nobody is told anything, unless it is worse, which ends the silence; after it people are told how things stand, since
 * what they heard last may no longer be so.
 *
 * @param phase whether the condition holds, and for long enough
 * @param since when it came to this phase
 * @param episode counts the alerts it has been; one that comes back during the cooldown is the same alert
 * @param told the last firing that people were told of, {@code null} if there was none
 * @param announced whether people were told that it fires, and not yet that it does not
 * @param silenced whether people want to hear of it only if it is worse
 */
record AlertState(
        Phase phase, Instant since, int episode, @Nullable Telling told, boolean announced, boolean silenced) {

    static final AlertState QUIET = new AlertState(Phase.QUIET, Instant.EPOCH, 0, null, false, false);

    /** The condition holds at {@code now}. */
    Step holds(Severity severity, Instant now, Timing timing) {
        Instant began = phase == Phase.QUIET ? now : since;
        if (phase != Phase.FIRING && isShorter(began, now, timing.hold())) {
            return new Step(new AlertState(Phase.PENDING, began, episode, told, announced, silenced), Word.NOTHING);
        }
        boolean cooling = isCooling(now, timing.cooldown());
        boolean worse = told != null && severity.compareTo(told.severity()) > 0;
        boolean tell = worse || (!announced && !cooling && !silenced);
        boolean another = phase != Phase.FIRING && !cooling && !silenced;
        AlertState firing = new AlertState(
                Phase.FIRING,
                phase == Phase.FIRING ? since : now,
                another ? episode + 1 : episode,
                tell ? new Telling(now, severity) : told,
                announced || tell,
                silenced && !tell);
        return new Step(firing, tell ? Word.FIRING : Word.NOTHING);
    }

    /** The condition does not hold at {@code now}. */
    Step ends(Instant now) {
        if (phase == Phase.QUIET) {
            return new Step(this, Word.NOTHING);
        }
        return new Step(
                new AlertState(Phase.QUIET, now, episode, told, announced && silenced, silenced),
                announced && !silenced ? Word.RESOLVED : Word.NOTHING);
    }

    /** People want to hear no more of it. */
    AlertState silence() {
        return new AlertState(phase, since, episode, told, announced, true);
    }

    /** The silence is over at {@code now}, when it is as bad as {@code severity} if it fires. */
    Step breakSilence(Severity severity, Instant now) {
        Telling last = isFiring() ? new Telling(now, severity) : told;
        return new Step(
                new AlertState(phase, since, episode, last, isFiring(), false),
                isFiring() ? Word.FIRING : announced ? Word.RESOLVED : Word.NOTHING);
    }

    boolean isFiring() {
        return phase == Phase.FIRING;
    }

    /** Whether it is too early to tell people the same again. */
    boolean isCooling(Instant now, Duration cooldown) {
        return told != null && isShorter(told.at(), now, cooldown);
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

    /** What people are to be told. */
    enum Word {
        NOTHING,
        FIRING,
        RESOLVED
    }

    /**
     * How long a rule waits.
     *
     * @param hold how long the condition must hold before it fires
     * @param cooldown how long people are not told of it again
     */
    record Timing(Duration hold, Duration cooldown) {}

    /** That people were told of a firing: when, and how bad it was. */
    record Telling(Instant at, Severity severity) {}

    /** What comes next, and what is to be said. */
    record Step(AlertState course, Word word) {}
}
