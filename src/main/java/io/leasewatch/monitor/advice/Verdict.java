package io.leasewatch.monitor.advice;

import static io.leasewatch.monitor.advice.NumberText.number;
import static io.leasewatch.monitor.advice.NumberText.say;
import static io.leasewatch.monitor.advice.NumberText.time;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a pool leaks or is just too small.
 *
 * @param cause what is wrong
 * @param sentence the same in words
 * @param evidence what that was seen by
 */
public record Verdict(Cause cause, String sentence, List<String> evidence) {

    /** What makes threads wait, or soon will. */
    public enum Cause {
        NOTHING,
        LEAK,
        TOO_SMALL,
        SLOW_DATABASE,
        DOWNSTREAM,
        /** Too little was seen. */
        UNKNOWN
    }

    /** Nobody minds a wait in one of a hundred moments. */
    private static final double WAITED = 0.01;

    /** Leases that stay out are what fills a pool from this share of it on. */
    private static final double MOSTLY = 0.5;

    private static final double SLOWER = 2;

    public Verdict {
        evidence = List.copyOf(evidence);
    }

    static Verdict of(String pool, LeakEvidence signs) {
        PoolObservation now = signs.now();
        if (now == null || signs.recent().seconds() == 0) {
            return new Verdict(
                    Cause.UNKNOWN,
                    "There is too little to say anything of " + pool + ": no minute was seen.",
                    List.of());
        }
        Cause cause = cause(now, signs);
        return new Verdict(cause, sentence(pool, cause), evidence(now, signs));
    }

    private static Cause cause(PoolObservation now, LeakEvidence signs) {
        boolean waits = signs.recent().waited() > WAITED || signs.recent().timeouts() > 0;
        if (signs.forecast().rising() || (waits && isStuck(now))) {
            return Cause.LEAK;
        }
        if (waits) {
            return isSlower(signs) ? Cause.SLOW_DATABASE : Cause.TOO_SMALL;
        }
        return signs.waitedDownstream() > WAITED ? Cause.DOWNSTREAM : Cause.NOTHING;
    }

    /** A leak that has used up its pool rises no more. */
    private static boolean isStuck(PoolObservation now) {
        Integer max = now.max();
        return max != null && now.suspects() >= max * MOSTLY;
    }

    private static boolean isSlower(LeakEvidence signs) {
        Double before = signs.holdBefore();
        return before != null && signs.recent().load().holdSeconds() > before * SLOWER;
    }

    private static String sentence(String pool, Cause cause) {
        return switch (cause) {
            case NOTHING -> "Nothing is wrong with " + pool + ".";
            case LEAK ->
                pool
                        + " leaks: leases stay out and become more, whatever is asked of it. A larger pool would only last longer.";
            case TOO_SMALL ->
                pool
                        + " is too small for what is asked of it: threads wait, and the leases that are out come back as ever.";
            case SLOW_DATABASE ->
                "What " + pool
                        + " is used for has become slow: threads wait, because each connection is held longer than before."
                        + " Look at the database and at slow queries before you make it larger.";
            case DOWNSTREAM ->
                "It is not " + pool
                        + ": nobody waits for its connections, but clients wait at PgBouncer. If it goes through"
                        + " that one, the pool there is too small, or the database is slow.";
            case UNKNOWN -> "There is too little to say anything of " + pool + ".";
        };
    }

    private static List<String> evidence(PoolObservation now, LeakEvidence signs) {
        List<String> evidence = new ArrayList<>();
        evidence.add(say(
                "In the last %.0f minutes somebody waited in %.1f %% of the moments, and %d acquisition(s) timed out.",
                signs.recent().seconds() / 60,
                signs.recent().waited() * 100,
                signs.recent().timeouts()));
        Forecast forecast = signs.forecast();
        evidence.add(
                forecast.rising()
                        ? say(
                                "Leases older than the pool's p99 hold become more: %s each hour, which is chance in %.2g %% of"
                                        + " cases.",
                                number(forecast.perHour()), forecast.pValue() * 100)
                        : "Leases older than the pool's p99 hold do not become more.");
        evidence.add(say(
                "%d of %d connections in use stay out like that%s.",
                Math.min(now.suspects(), now.inUse()),
                now.inUse(),
                now.max() == null ? "" : ", of a maximum of " + now.max()));
        Double before = signs.holdBefore();
        if (before != null) {
            evidence.add(say(
                    "A connection is held for %s; it was %s before.",
                    time(signs.recent().load().holdSeconds()), time(before)));
        }
        if (signs.waitedDownstream() > 0) {
            evidence.add(say("Clients waited at PgBouncer in %.1f %% of the moments.", signs.waitedDownstream() * 100));
        }
        return evidence;
    }
}
