package io.leasewatch.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether all connections were returned.
 *
 * @param leak {@code none}, {@code leaking}, {@code taken_back} if the server closed connections that the application left open,
 *     or {@code unknown}
 * @param perWave the average number of connections per wave that were not returned, or that the server closed
 * @param inUseAtStart connections in use before the first wave
 * @param inUseAtEnd connections in use after the last wave and its settle time; {@code null} if no pool was polled in that time
 * @param sites the lines of code that acquired these connections, as the server names them
 */
record StressVerdict(
        String leak,
        double perWave,
        int inUseAtStart,
        @Nullable Integer inUseAtEnd,
        List<LeakSite> sites) {

    /** {@code tried} is whether any request succeeded: otherwise that nothing leaked says nothing of the application. */
    static StressVerdict of(
            int inUseAtStart, @Nullable Integer inUseAtEnd, int waves, List<LeakSite> sites, boolean tried) {
        if (inUseAtEnd == null) {
            return new StressVerdict("unknown", 0, inUseAtStart, null, sites);
        }
        int out = inUseAtEnd - inUseAtStart;
        if (out > 0) {
            return new StressVerdict("leaking", (double) out / waves, inUseAtStart, inUseAtEnd, sites);
        }
        int found = sites.stream().mapToInt(LeakSite::count).sum();
        return new StressVerdict(
                found > 0 ? "taken_back" : tried ? "none" : "unknown",
                (double) found / waves,
                inUseAtStart,
                inUseAtEnd,
                sites);
    }

    boolean isKnown() {
        return !leak.equals("unknown");
    }

    boolean isBad() {
        return isKnown() && !leak.equals("none");
    }

    String words() {
        return switch (leak) {
            case "none" -> "no leak: " + inUseAtEnd + " in use, " + inUseAtStart + " at the start";
            case "leaking" ->
                "leaking " + connections() + " per wave: " + inUseAtEnd + " in use, " + inUseAtStart + " at the start";
            case "taken_back" ->
                "leaking " + connections() + " per wave, closed by the server: " + inUseAtEnd + " in use, "
                        + inUseAtStart + " at the start";
            default ->
                inUseAtEnd != null
                        ? "unknown: no request succeeded"
                        : "unknown: the server has not polled its pools since the last wave;"
                                + " --settle must be longer than leasewatch.pool.interval of the server";
        };
    }

    private String connections() {
        return FigureText.number(perWave) + (perWave == 1 ? " connection" : " connections");
    }
}
