package io.leasewatch.monitor.judgement;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a pool, or that nothing is. Immutable.
 *
 * @param subject the name of the pool; of the database, if it has no pool that is watched; or what else the judgement is about
 * @param state how bad it is
 * @param cause the most important problem
 * @param sentence the problem in one sentence or two
 * @param at when it was judged
 * @param since when this problem began, {@code null} if there is none or if that is unknown
 * @param evidence what the judgement is based on, one sentence each
 * @param outlook what will happen
 * @param next what to do, one sentence each, in this order
 * @param leaks the certain leaks that are open
 * @param suspicions the suspected leaks that are open
 * @param stranded stranded connections
 * @param unexplained connections in use that nothing explains
 */
public record Judgement(
        String subject,
        State state,
        Cause cause,
        String sentence,
        Instant at,
        @Nullable Instant since,
        List<String> evidence,
        Outlook outlook,
        List<String> next,
        int leaks,
        int suspicions,
        int stranded,
        int unexplained) {

    public Judgement {
        evidence = List.copyOf(evidence);
        next = List.copyOf(next);
    }

    /** Whether there is a problem. */
    public boolean isProblem() {
        return state == State.WARNING || state == State.CRITICAL;
    }

    /** How bad it is; the order is that of lists, the worst last. */
    public enum State {
        OK,
        /** The monitor is switched off or late, so that it does not know. */
        UNKNOWN,
        WARNING,
        CRITICAL;

        /** Its name in JSON, such as {@code critical}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The most important problem of a pool. */
    public enum Cause {
        NOTHING,
        LEAK,
        SUSPECTED_LEAK,
        /** Connections are in use without a handle and a unit of work. */
        STRANDED,
        /** Connections are in use, and nothing explains them. */
        UNEXPLAINED,
        TOO_SMALL,
        SLOW_DATABASE,
        /** Clients wait at a pooler behind this pool. */
        POOLER_FULL,
        /** Many connections are in use, and the reason is not known. */
        LOAD,
        DATABASE_DOWN,
        DATABASE_DEGRADED,
        /** The database was down when the server started, and an application did not start because of that. */
        APPLICATION_NOT_STARTED,
        /** Settings of the server defeat the pool. */
        SETTINGS,
        SWITCHED_OFF,
        /** The monitor is late. */
        NOT_HEARD_FROM;

        /** Its name in JSON, such as {@code suspected_leak}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * When all connections will be in use.
     *
     * @param words a sentence, empty if there is nothing to say
     * @param in how long after the judgement, {@code null} if that is not forecast
     * @param earliest the lower end of the 95 % interval, {@code null} with {@code in}
     * @param latest its upper end, {@code null} with {@code in} or if the interval has none
     */
    public record Outlook(
            String words,
            @Nullable Duration in,
            @Nullable Duration earliest,
            @Nullable Duration latest) {

        /** Nothing can be said. */
        public static final Outlook NOTHING = new Outlook("", null, null, null);

        static Outlook of(String words) {
            return new Outlook(words, null, null, null);
        }
    }
}
