package io.leasewatch.lease;

import java.util.List;

/**
 * How leases are kept.
 *
 * @param enabled whether anything is watched at all
 * @param capture how much of the stack is kept
 * @param historySize how many closed leases are kept, 0 to 100,000
 * @param ignoredPackages prefixes of class names that are never the application's own
 */
public record LeaseSettings(boolean enabled, CaptureMode capture, int historySize, List<String> ignoredPackages) {

    public static final LeaseSettings DEFAULT = new LeaseSettings(
            true,
            CaptureMode.SITE,
            1000,
            List.of(
                    "java.",
                    "javax.",
                    "jdk.",
                    "sun.",
                    "com.sun.",
                    "jakarta.",
                    "com.ibm.",
                    "io.openliberty.",
                    "org.eclipse.",
                    "org.hibernate.",
                    "org.jboss.",
                    "org.apache.",
                    "org.springframework.",
                    "com.zaxxer.hikari.",
                    "com.mchange.",
                    "io.agroal.",
                    "org.postgresql.",
                    "org.h2."));

    public LeaseSettings {
        if (historySize < 0 || historySize > 100_000) {
            throw new IllegalArgumentException("historySize must be from 0 to 100000, was " + historySize);
        }
        ignoredPackages = List.copyOf(ignoredPackages);
    }
}
