package io.leasewatch.monitor.identity;

import java.time.Instant;
import java.util.List;

/**
 * What is known of a leak over restarts and releases, as the API has it.
 *
 * @param key identifies the leaks of one kind at one line, for good
 * @param firstSeen when the first of them was found
 * @param lastSeen when the last of them was found
 * @param count how many were found
 * @param releases the releases of the application in which they were found, the oldest first; empty if unknown
 * @param state {@code new}, {@code known}, {@code resolved} or {@code regressed}
 */
public record KnownLeak(
        String key, Instant firstSeen, Instant lastSeen, long count, List<String> releases, String state) {

    /** What precedes the moment in a release that has no version. */
    private static final String DEPLOYED = "deployed ";

    static KnownLeak of(LeakIdentity identity, LeakState state) {
        return new KnownLeak(
                identity.key(),
                identity.firstSeen(),
                identity.lastSeen(),
                identity.count(),
                identity.releases(),
                state.word());
    }

    /** What people should know besides the line: that the leak is new in a release, or back; empty otherwise. */
    public String news() {
        return switch (LeakState.of(state)) {
            case REGRESSED -> "regressed";
            case NEW -> releases.isEmpty() ? "" : newIn(releases.get(releases.size() - 1));
            case KNOWN, RESOLVED -> "";
        };
    }

    /** A release without a version of its own is known by the moment of its deployment. */
    private static String newIn(String release) {
        int deployed = release.indexOf(DEPLOYED);
        return deployed < 0
                ? "new in release " + release
                : "new since the deployment of " + release.substring(deployed + DEPLOYED.length());
    }
}
