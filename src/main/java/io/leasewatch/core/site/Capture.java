package io.leasewatch.core.site;

import io.leasewatch.core.origin.PackageRules;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Captures the stacks of threads that open leases: how much of them the policy says, and more at sites that leaked recently.
 *
 * <p>Thread-safe. A new policy applies to the next lease.
 */
public final class Capture {

    private final RecentLeakSites leakSites = new RecentLeakSites();
    private final LongAdder captures = new LongAdder();
    private volatile CapturePolicy policy;

    public Capture(CaptureMode mode, int sample, List<CaptureOverride> overrides, PackageRules packages) {
        this.policy = CapturePolicy.of(mode, sample, overrides, packages, null);
    }

    public synchronized void apply(
            CaptureMode mode, int sample, List<CaptureOverride> overrides, PackageRules packages) {
        policy = CapturePolicy.of(mode, sample, overrides, packages, policy);
    }

    public CapturePolicy policy() {
        return policy;
    }

    /** Counts the stack walk that {@code finder} is about to do. */
    public @Nullable SiteFinder counted(@Nullable SiteFinder finder) {
        if (finder != null) {
            captures.increment();
        }
        return finder;
    }

    /**
     * The stack of the current thread, {@code null} if {@code wanted} does not keep it.
     *
     * @param strained whether the pool of the lease is strained
     */
    public @Nullable Stack stack(CapturePolicy wanted, boolean strained, Site site, long nowNanos) {
        if (!wanted.keepsStack(strained, leakSites.contains(site, nowNanos))) {
            return null;
        }
        captures.increment();
        return new Stack();
    }

    /** A lease that was opened at {@code site} was reported as a leak. */
    public void recordLeak(Site site, long nowNanos) {
        leakSites.add(site, nowNanos);
    }

    /** How many times a stack was walked or kept. */
    public long captures() {
        return captures.sum();
    }
}
