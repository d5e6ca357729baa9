package io.leasewatch.monitor.identity;

import java.util.Locale;

/** How a leak's identity is judged. */
public enum LeakState {
    /** Found for the first time in the current release of its application or, if releases are unknown, since this server started. */
    NEW,
    /** Found before. */
    KNOWN,
    /** Not found for so long that it counts as mended. */
    RESOLVED,
    /** Found again after it was resolved. */
    REGRESSED;

    static LeakState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The name in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
