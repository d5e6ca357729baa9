package io.leasewatch.lease;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
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
    private final List<String> ignoredPackages;
    private final @Nullable SiteFinder finder;

    private Capture(CaptureMode mode, int sample, List<String> ignoredPackages, @Nullable SiteFinder finder) {
        this.mode = mode;
        this.sample = sample;
        this.ignoredPackages = ignoredPackages;
        this.finder = finder;
    }

    /** As {@code settings} want it; {@code before} has learnt of classes what need not be learnt again. */
    static Capture of(LeaseSettings settings, @Nullable Capture before) {
        List<String> ignored = settings.ignoredPackages();
        SiteFinder known = before != null && before.ignoredPackages.equals(ignored) ? before.finder : null;
        SiteFinder finder =
                settings.capture() == CaptureMode.OFF ? null : known == null ? new SiteFinder(ignored) : known;
        return new Capture(settings.capture(), settings.captureSample(), ignored, finder);
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
}
