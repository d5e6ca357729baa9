package io.leasewatch.core.site;

import io.leasewatch.core.origin.PackageRules;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What to capture of the stack for the next lease. More than the mode says is captured at a site that leaked recently and while a
 * pool is strained: every site in place of a sample, and the whole stack in place of the site.
 *
 * <p>Immutable; new settings need a new object.
 */
public final class CapturePolicy {

    private final CaptureMode mode;
    private final int sample;
    private final PackageRules packages;
    private final SiteFinder finder;
    private final List<Scoped> overrides;

    private CapturePolicy(
            CaptureMode mode, int sample, PackageRules packages, SiteFinder finder, List<Scoped> overrides) {
        this.mode = mode;
        this.sample = sample;
        this.packages = packages;
        this.finder = finder;
        this.overrides = overrides;
    }

    /** Creates a policy; reuses the class cache of {@code before} if the package rules are the same. */
    static CapturePolicy of(
            CaptureMode mode,
            int sample,
            List<CaptureOverride> overrides,
            PackageRules packages,
            @Nullable CapturePolicy before) {
        SiteFinder finder =
                before != null && before.packages.equals(packages) ? before.finder : new SiteFinder(packages);
        List<Scoped> scoped = overrides.stream()
                .map(one -> new Scoped(one, new CapturePolicy(one.mode(), sample, packages, finder, List.of())))
                .toList();
        return new CapturePolicy(mode, sample, packages, finder, scoped);
    }

    /** Whether it differs by pool or service, so that {@link #in} has to be called. */
    public boolean hasOverrides() {
        return !overrides.isEmpty();
    }

    /** The policy for a lease that {@code service} opens in {@code pool}. */
    public CapturePolicy in(String pool, String service) {
        for (Scoped override : overrides) {
            if (override.override.fits(pool, service)) {
                return override.policy;
            }
        }
        return this;
    }

    /** The finder of sites, {@code null} if no sites are captured. */
    public @Nullable SiteFinder finder() {
        return mode == CaptureMode.OFF ? null : finder;
    }

    /** Whether the application made the current thread. Known in every mode. */
    public boolean isThreadOfApplication() {
        return finder.isThreadOfApplication();
    }

    /** Whether to walk the stack for the next lease of a pool if its site is not known otherwise. */
    public boolean walks(boolean strained) {
        // Random rather than every n-th lease: an application that acquires connections in a fixed rotation would
        // always show the same line.
        return mode != CaptureMode.SAMPLED
                || strained
                || ThreadLocalRandom.current().nextInt(sample) == 0;
    }

    /** Whether to keep the stack of a lease of a pool; {@code suspect} if its site leaked recently. */
    boolean keepsStack(boolean strained, boolean suspect) {
        return switch (mode) {
            case FULL -> true;
            case SITE -> suspect || strained;
            case SAMPLED -> suspect;
            case OFF -> false;
        };
    }

    private record Scoped(CaptureOverride override, CapturePolicy policy) {}
}
