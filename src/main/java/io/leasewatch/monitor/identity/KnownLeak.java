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
        if (state.equals(LeakState.REGRESSED.word())) {
            return "regressed";
        }
        boolean isNew = state.equals(LeakState.NEW.word()) && !releases.isEmpty();
        return isNew ? "new in release " + releases.get(releases.size() - 1) : "";
    }
}
