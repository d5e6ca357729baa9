package io.leasewatch.core.lease;

import io.leasewatch.core.origin.PackageRules;
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
 * @param packages which packages a user counts to the applications, and which not
 */
public record LeaseSettings(
        boolean enabled,
        CaptureMode capture,
        int captureSample,
        List<CaptureOverride> captureOverrides,
        int historySize,
        PackageRules packages) {

    private static final int SAMPLE = 128;

    public static final LeaseSettings DEFAULT = new LeaseSettings(true, CaptureMode.SITE, 1000, PackageRules.NONE);

    /** With one mode for all. */
    public LeaseSettings(
            boolean enabled, CaptureMode capture, int captureSample, int historySize, PackageRules packages) {
        this(enabled, capture, captureSample, List.of(), historySize, packages);
    }

    /** With the usual sample, and one mode for all. */
    public LeaseSettings(boolean enabled, CaptureMode capture, int historySize, PackageRules packages) {
        this(enabled, capture, SAMPLE, List.of(), historySize, packages);
    }

    public LeaseSettings {
        if (captureSample < 1 || captureSample > 1_000_000) {
            throw new IllegalArgumentException("captureSample must be from 1 to 1000000, was " + captureSample);
        }
        if (historySize < 0 || historySize > 100_000) {
            throw new IllegalArgumentException("historySize must be from 0 to 100000, was " + historySize);
        }
        captureOverrides = captureOverrides.stream()
                .sorted(Comparator.comparing(CaptureOverride::of))
                .toList();
    }
}
