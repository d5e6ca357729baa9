package io.leasewatch.core.lease;

import io.leasewatch.core.origin.PackageRules;
import io.leasewatch.core.site.CaptureMode;
import io.leasewatch.core.site.SiteFinder;
import io.leasewatch.core.work.Borrower;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to capture of the stack for the next lease. More than the mode says is captured at a site that leaked recently and while a
 * pool is strained: every site in place of a sample, and the whole stack in place of the site.
 *
 * <p>Immutable; new settings need a new object.
 */
final class Capture {

    private final CaptureMode mode;
    private final int sample;
    private final PackageRules packages;
    private final @Nullable SiteFinder finder;
    private final List<Scoped> overrides;

    private Capture(
            CaptureMode mode, int sample, PackageRules packages, @Nullable SiteFinder finder, List<Scoped> overrides) {
        this.mode = mode;
        this.sample = sample;
        this.packages = packages;
        this.finder = finder;
        this.overrides = overrides;
    }

    /** Creates a capture for {@code settings}; reuses the class cache of {@code before} if the package rules are the same. */
    static Capture of(LeaseSettings settings, @Nullable Capture before) {
        PackageRules packages = settings.packages();
        SiteFinder known = before != null && before.packages.equals(packages) ? before.anyFinder() : null;
        SiteFinder finder = known == null ? new SiteFinder(packages) : known;
        List<Scoped> overrides = settings.captureOverrides().stream()
                .map(one -> new Scoped(one, of(one.mode(), settings, finder, List.of())))
                .toList();
        return of(settings.capture(), settings, finder, overrides);
    }

    private static Capture of(CaptureMode mode, LeaseSettings settings, SiteFinder finder, List<Scoped> overrides) {
        return new Capture(
                mode,
                settings.captureSample(),
                settings.packages(),
                mode == CaptureMode.OFF ? null : finder,
                overrides);
    }

    private @Nullable SiteFinder anyFinder() {
        return Stream.concat(Stream.of(this), overrides.stream().map(Scoped::capture))
                .map(Capture::finder)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The capture for a lease that {@code borrower} opens in {@code pool}. */
    Capture in(Pool pool, Borrower borrower) {
        return overrides.isEmpty() ? this : override(pool, borrower);
    }

    /** The capture for a lease that a thread opens in {@code pool}. The borrower is determined only if there are overrides. */
    Capture in(Pool pool, ThreadContext holder) {
        return overrides.isEmpty() ? this : override(pool, holder.borrower());
    }

    private Capture override(Pool pool, Borrower borrower) {
        for (Scoped override : overrides) {
            if (override.override.fits(pool, borrower)) {
                return override.capture;
            }
        }
        return this;
    }

    /** The finder of sites, {@code null} if no sites are captured. */
    @Nullable
    SiteFinder finder() {
        return finder;
    }

    /** Whether to walk the stack for the next lease of {@code pool} if its site is not known otherwise. */
    boolean looksFor(Pool pool) {
        // Random rather than every n-th lease: an application that acquires connections in a fixed rotation would
        // always show the same line.
        return mode != CaptureMode.SAMPLED
                || pool.isStrained()
                || ThreadLocalRandom.current().nextInt(sample) == 0;
    }

    /** Whether to keep the stack of a lease of {@code pool}; {@code suspect} if its site leaked recently. */
    boolean keepsStack(Pool pool, boolean suspect) {
        return switch (mode) {
            case FULL -> true;
            case SITE -> suspect || pool.isStrained();
            case SAMPLED -> suspect;
            case OFF -> false;
        };
    }

    private record Scoped(CaptureOverride override, Capture capture) {}
}
