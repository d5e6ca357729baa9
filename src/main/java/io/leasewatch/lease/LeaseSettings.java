package io.leasewatch.lease;

import java.util.Comparator;
import java.util.List;

/**
 * How leases are kept.
 *
 * @param enabled whether anything is watched at all
 * @param capture how much of the stack is kept
 * @param captureSample of how many leases one has its site in the mode {@code SAMPLED}, 1 to 1,000,000
 * @param captureOverrides modes of their own for services and pools, of which the most exact comes first
 * @param historySize how many closed leases are kept, 0 to 100,000
 * @param ignoredPackages prefixes of class names that are never the application's own
 */
public record LeaseSettings(
        boolean enabled,
        CaptureMode capture,
        int captureSample,
        List<CaptureOverride> captureOverrides,
        int historySize,
        List<String> ignoredPackages) {

    private static final int SAMPLE = 128;

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

    /** With one mode for all. */
    public LeaseSettings(
            boolean enabled, CaptureMode capture, int captureSample, int historySize, List<String> ignoredPackages) {
        this(enabled, capture, captureSample, List.of(), historySize, ignoredPackages);
    }

    /** With the usual sample, and one mode for all. */
    public LeaseSettings(boolean enabled, CaptureMode capture, int historySize, List<String> ignoredPackages) {
        this(enabled, capture, SAMPLE, List.of(), historySize, ignoredPackages);
    }

    public LeaseSettings {
        if (captureSample < 1 || captureSample > 1_000_000) {
            throw new IllegalArgumentException("captureSample must be from 1 to 1000000, was " + captureSample);
        }
        if (historySize < 0 || historySize > 100_000) {
            throw new IllegalArgumentException("historySize must be from 0 to 100000, was " + historySize);
        }
        ignoredPackages = List.copyOf(ignoredPackages);
        captureOverrides = captureOverrides.stream()
                .sorted(Comparator.comparing(CaptureOverride::of))
                .toList();
    }
}
