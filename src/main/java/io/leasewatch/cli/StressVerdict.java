package io.leasewatch.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the connections came back.
 *
 * @param leak {@code none}, {@code leaking}, {@code taken_back} where the server closed what the application left open, or {@code unknown}
 * @param perWave how many connections did not come back, or were taken back, on average
 * @param inUseAtStart before the first wave
 * @param inUseAtEnd after the last wave and its time to settle; {@code null} if no pool was read meanwhile
 * @param sites the lines of code, as the server names them
 */
record StressVerdict(
        String leak,
        double perWave,
        int inUseAtStart,
        @Nullable Integer inUseAtEnd,
        List<LeakSite> sites) {

    static StressVerdict of(int inUseAtStart, @Nullable Integer inUseAtEnd, int waves, List<LeakSite> sites) {
        if (inUseAtEnd == null) {
            return new StressVerdict("unknown", 0, inUseAtStart, null, sites);
        }
        int out = inUseAtEnd - inUseAtStart;
        if (out > 0) {
            return new StressVerdict("leaking", (double) out / waves, inUseAtStart, inUseAtEnd, sites);
        }
        int found = sites.stream().mapToInt(LeakSite::count).sum();
        return new StressVerdict(
                found > 0 ? "taken_back" : "none", (double) found / waves, inUseAtStart, inUseAtEnd, sites);
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
                "leaking " + FigureText.number(perWave) + " per wave: " + inUseAtEnd + " in use, " + inUseAtStart
                        + " at the start";
            case "taken_back" ->
                "leaking " + FigureText.number(perWave) + " per wave, which the server took back: " + inUseAtEnd
                        + " in use, " + inUseAtStart + " at the start";
            default ->
                "unknown: the server has not read its pools since the last wave;"
                        + " --settle must be longer than its leasewatch.pool.interval";
        };
    }
}
