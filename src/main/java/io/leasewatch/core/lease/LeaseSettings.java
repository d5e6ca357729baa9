package io.leasewatch.core.lease;

import io.leasewatch.core.origin.PackageRules;
import io.leasewatch.core.site.Capture;
import io.leasewatch.core.site.CaptureMode;
import io.leasewatch.core.site.CaptureOverride;
import java.util.Comparator;
import java.util.List;

/**
 * The settings of the registry.
 *
 * @param enabled whether connections are watched
 * @param capture how much of the stack is captured
 * @param captureSample in the mode {@code SAMPLED}, one of this number of leases has its site captured, 1 to 1,000,000
 * @param captureOverrides capture modes of services and pools, sorted by precedence
 * @param historySize how many closed leases are kept, 0 to 100,000
 * @param packages the rules of the user for packages of applications
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

    /** Creates settings without overrides. */
    public LeaseSettings(
            boolean enabled, CaptureMode capture, int captureSample, int historySize, PackageRules packages) {
        this(enabled, capture, captureSample, List.of(), historySize, packages);
    }

    /** Creates settings without overrides and with the default sample, 1 of 128. */
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

    Capture newCapture() {
        return new Capture(capture, captureSample, captureOverrides, packages);
    }

    void applyTo(Capture captures) {
        captures.apply(capture, captureSample, captureOverrides, packages);
    }
}
