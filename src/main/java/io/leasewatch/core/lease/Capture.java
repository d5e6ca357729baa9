package io.leasewatch.core.lease;

import io.leasewatch.core.origin.PackageRules;
import io.leasewatch.core.site.SiteFinder;
import io.leasewatch.core.work.Borrower;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be kept of the stack of the next lease. Where something leaked not long ago, and while a pool is strained, it is more
 * than the mode says: a site where otherwise one lease in so many has it, and the whole stack where otherwise the site is kept.
 *
 * <p>Immutable; new settings are a new one.
 */
final class Capture {

    private final CaptureMode mode;
    private final int sample;
    private final PackageRules packages;
    private final @Nullable SiteFinder finder;
    private final List<Special> specials;

    private Capture(
            CaptureMode mode, int sample, PackageRules packages, @Nullable SiteFinder finder, List<Special> specials) {
        this.mode = mode;
        this.sample = sample;
        this.packages = packages;
        this.finder = finder;
        this.specials = specials;
    }

    /** As {@code settings} want it; {@code before} has learnt of classes what need not be learnt again. */
    static Capture of(LeaseSettings settings, @Nullable Capture before) {
        PackageRules packages = settings.packages();
        SiteFinder known = before != null && before.packages.equals(packages) ? before.anyFinder() : null;
        SiteFinder finder = known == null ? new SiteFinder(packages) : known;
        List<Special> specials = settings.captureOverrides().stream()
                .map(one -> new Special(one, of(one.mode(), settings, finder, List.of())))
                .toList();
        return of(settings.capture(), settings, finder, specials);
    }

    private static Capture of(CaptureMode mode, LeaseSettings settings, SiteFinder finder, List<Special> specials) {
        return new Capture(
                mode, settings.captureSample(), settings.packages(), mode == CaptureMode.OFF ? null : finder, specials);
    }

    private @Nullable SiteFinder anyFinder() {
        return Stream.concat(Stream.of(this), specials.stream().map(Special::capture))
                .map(Capture::finder)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** What is to be kept for a lease of that pool that is taken by {@code borrower}. */
    Capture in(Pool pool, Borrower borrower) {
        return specials.isEmpty() ? this : special(pool, borrower);
    }

    /** The same for whoever the thread works for, which is asked only if it matters. */
    Capture in(Pool pool, ThreadContext holder) {
        return specials.isEmpty() ? this : special(pool, holder.borrower());
    }

    private Capture special(Pool pool, Borrower borrower) {
        for (Special special : specials) {
            if (special.override.fits(pool, borrower)) {
                return special.capture;
            }
        }
        return this;
    }

    /** Who finds sites, {@code null} if nobody is to look for any. */
    @Nullable
    SiteFinder finder() {
        return finder;
    }

    /** Whether the stack is to be walked for the next lease of {@code pool}, if nobody tells its site. */
    boolean looksFor(Pool pool) {
        // By chance rather than by count: an application that takes its connections in turns would show the same turn
        // each time.
        return mode != CaptureMode.SAMPLED
                || pool.isStrained()
                || ThreadLocalRandom.current().nextInt(sample) == 0;
    }

    /** Whether a lease of {@code pool} keeps its stack, whose site is suspect or is not. */
    boolean keepsStack(Pool pool, boolean suspect) {
        return switch (mode) {
            case FULL -> true;
            case SITE -> suspect || pool.isStrained();
            case SAMPLED -> suspect;
            case OFF -> false;
        };
    }

    private record Special(CaptureOverride override, Capture capture) {}
}
