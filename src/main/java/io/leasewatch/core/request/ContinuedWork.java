package io.leasewatch.core.request;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The work of a request that a task continues on another thread. Outside any request, a task has the name of the method that
 * submits it.
 *
 * <p>Thread-safe.
 */
public final class ContinuedWork {

    private static final Logger LOG = SafeLogger.of(ContinuedWork.class);

    private ContinuedWork() {}

    /** The scope of a task that the current thread submits; {@code null} if neither a request nor a method is known. */
    public static @Nullable Scope submitted() {
        Scope scope = ThreadContext.current().scope();
        return scope == null ? ofSubmitter() : scope.continued();
    }

    private static @Nullable Scope ofSubmitter() {
        try {
            LeaseRegistry registry = LeaseRegistry.shared();
            Site site = registry.enabled() ? registry.currentSite() : Site.UNKNOWN;
            return site.isKnown() ? scope(new Operation(Application.name(), site.shortMethodName())) : null;
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, "The submitter of a task could not be determined", e);
            return null;
        }
    }

    private static Scope scope(Operation operation) {
        return new Scope(Borrower.of(operation, "", null)).continued();
    }

    /**
     * The current thread begins to work in {@code scope}, in none if it is {@code null}. The time of the work counts for the
     * request, unless the thread works for that request already.
     *
     * @return to be run once by the same thread when the work ends
     */
    public static Runnable begin(@Nullable Scope scope) {
        ThreadContext thread = ThreadContext.current();
        Scope before = thread.enter(scope);
        if (scope == null || (before != null && before.isPartOf(scope))) {
            return () -> thread.enter(before);
        }
        Ticker ticker = RequestLog.shared().ticker();
        scope.workBegan(ticker.nanos());
        return () -> {
            thread.enter(before);
            scope.workEnded(ticker.nanos());
        };
    }
}
