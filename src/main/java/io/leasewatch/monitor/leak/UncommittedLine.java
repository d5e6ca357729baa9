package io.leasewatch.monitor.leak;

import io.leasewatch.core.site.Site;
import io.leasewatch.core.text.HumanText;

/**
 * A line of code that closed connections in a transaction which it neither committed nor rolled back.
 *
 * @param pool the name of the pool
 * @param takenAt the line that took the connections
 * @param closedAt the line that closed the last of them, {@link Site#UNKNOWN} if that is not known
 * @param closed how many
 * @param destroyed how many of them the server destroyed
 */
public record UncommittedLine(String pool, Site takenAt, Site closedAt, long closed, long destroyed) {

    /** What happened, and where. */
    public String sentence() {
        return placeOf(closedAt) + " closed " + (closed == 1 ? "a connection" : HumanText.count(closed, "connection"))
                + " of " + pool + " without commit or rollback, with auto-commit off. Taken at " + placeOf(takenAt)
                + ".";
    }

    /** What the server does about it. */
    public String consequence() {
        return destroyed == 0
                ? "The server rolls back, unless the same unit of work commits with another handle."
                : "The server rolled back, and destroyed " + HumanText.count(destroyed, "connection") + ".";
    }

    private static String placeOf(Site site) {
        return site.isKnown() ? site + " (" + site.method() + ")" : "an unknown line";
    }
}
