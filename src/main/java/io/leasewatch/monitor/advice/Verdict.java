package io.leasewatch.monitor.advice;

import static io.leasewatch.monitor.advice.NumberText.number;
import static io.leasewatch.monitor.advice.NumberText.say;
import static io.leasewatch.monitor.advice.NumberText.time;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.monitor.pool.UnaccountedText;
import io.leasewatch.spi.PoolReading;
import java.util.ArrayList;
import java.util.List;

/**
 * The cause of waiting threads: a leak, a pool that is too small, or something else. Immutable.
 *
 * @param cause the cause
 * @param sentence the cause in one sentence
 * @param evidence the measurements behind it, one sentence each
 */
public record Verdict(Cause cause, String sentence, List<String> evidence) {

    /** Why threads wait, or soon will. */
    public enum Cause {
        NOTHING,
        LEAK,
        TOO_SMALL,
        SLOW_DATABASE,
        DOWNSTREAM,
        /** Connections are in use without a handle and a unit of work. */
        STRANDED,
        /** Connections are in use, and no lease explains them. */
        UNEXPLAINED,
        /** There is too little data. */
        UNKNOWN
    }

    /** Threads may wait for this share of the time without being a problem. */
    private static final double WAITED = 0.01;

    /** The share of a pool's maximum from which leases that are not returned explain that threads wait. */
    private static final double MOSTLY = 0.5;

    private static final double SLOWER = 2;

    public Verdict {
        evidence = List.copyOf(evidence);
    }

    /** The verdict, unless the pool has stranded connections, or no other problem and unexplained connections. */
    static Verdict of(PoolReading reading, LeakEvidence measured) {
        Verdict other = of(reading.poolName(), measured);
        if (reading.stranded() > 0) {
            return new Verdict(
                    Cause.STRANDED, UnaccountedText.stranded(reading) + " " + UnaccountedText.REMEDY, other.evidence());
        }
        boolean well = other.cause() == Cause.NOTHING || other.cause() == Cause.UNKNOWN;
        return well && reading.unexplained() > 0
                ? new Verdict(Cause.UNEXPLAINED, UnaccountedText.unexplained(reading), other.evidence())
                : other;
    }

    static Verdict of(String pool, LeakEvidence measured) {
        PoolObservation now = measured.now();
        if (now == null || measured.recent().seconds() == 0) {
            return new Verdict(
                    Cause.UNKNOWN,
                    "There is too little data about " + pool + ": no full minute has been measured.",
                    List.of());
        }
        Cause cause = cause(now, measured);
        return new Verdict(cause, sentence(pool, cause), evidence(now, measured));
    }

    private static Cause cause(PoolObservation now, LeakEvidence measured) {
        boolean waits = measured.recent().waited() > WAITED || measured.recent().timeouts() > 0;
        if (measured.forecast().rising() || (waits && isStuck(now))) {
            return Cause.LEAK;
        }
        if (waits) {
            return isSlower(measured) ? Cause.SLOW_DATABASE : Cause.TOO_SMALL;
        }
        return measured.waitedDownstream() > WAITED ? Cause.DOWNSTREAM : Cause.NOTHING;
    }

    /** Whether leases that are not returned fill the pool. A leak that has exhausted its pool does not rise any more. */
    private static boolean isStuck(PoolObservation now) {
        Integer max = now.max();
        return max != null && now.suspects() >= max * MOSTLY;
    }

    private static boolean isSlower(LeakEvidence measured) {
        Double before = measured.holdBefore();
        return before != null && measured.recent().load().holdSeconds() > before * SLOWER;
    }

    private static String sentence(String pool, Cause cause) {
        return switch (cause) {
            case NOTHING -> "No problem was found in " + pool + ".";
            case LEAK ->
                pool
                        + " is leaking: the number of leases that are not returned rises, whatever the load."
                        + " A larger pool only delays its exhaustion.";
            case TOO_SMALL ->
                pool
                        + " is too small for its load: threads wait, although connections are returned as quickly as"
                        + " before.";
            case SLOW_DATABASE ->
                "Work on connections of " + pool
                        + " has become slow: threads wait because each connection is held longer than before."
                        + " Check the database and slow queries before you enlarge the pool.";
            case DOWNSTREAM ->
                pool
                        + " is not the bottleneck: no thread waits for its connections, but clients wait at PgBouncer."
                        + " If it connects through that PgBouncer, the pool there is too small, or the database is"
                        + " slow.";
            case STRANDED, UNEXPLAINED, UNKNOWN -> "There is too little data about " + pool + ".";
        };
    }

    private static List<String> evidence(PoolObservation now, LeakEvidence measured) {
        List<String> evidence = new ArrayList<>();
        evidence.add(waits(measured.recent()));
        Forecast forecast = measured.forecast();
        evidence.add(
                forecast.rising()
                        ? say(
                                "The number of leases held longer than the pool's p99 rises by %s each hour;"
                                        + " the probability that this is chance is %.2g %%.",
                                number(forecast.perHour()), forecast.pValue() * 100)
                        : "The number of leases held longer than the pool's p99 does not rise.");
        evidence.add(heldLong(now));
        Double before = measured.holdBefore();
        if (before != null) {
            evidence.add(say(
                    "A connection is held for %s on average, compared with %s before.",
                    time(measured.recent().load().holdSeconds()), time(before)));
        }
        if (measured.waitedDownstream() > 0) {
            evidence.add(say("Clients waited at PgBouncer %.1f %% of the time.", measured.waitedDownstream() * 100));
        }
        return evidence;
    }

    private static String waits(Demand recent) {
        String time = "the last " + HumanText.count(Math.round(recent.seconds() / 60), "minute");
        return recent.waited() == 0 && recent.timeouts() == 0
                ? "No thread waited in " + time + "."
                : say(
                        "In %s threads waited %.1f %% of the time, and %s timed out.",
                        time, recent.waited() * 100, HumanText.count(recent.timeouts(), "acquisition"));
    }

    private static String heldLong(PoolObservation now) {
        int held = Math.min(now.suspects(), now.inUse());
        if (held == 0) {
            return "No connection is being held unusually long.";
        }
        return say(
                "%d of %s in use %s held unusually long%s.",
                held,
                HumanText.count(now.inUse(), "connection"),
                held == 1 ? "is" : "are",
                now.max() == null ? "" : "; the maximum is " + now.max());
    }
}
