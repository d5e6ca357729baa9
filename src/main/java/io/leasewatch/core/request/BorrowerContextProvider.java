package io.leasewatch.core.request;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import jakarta.enterprise.concurrent.spi.ThreadContextProvider;
import jakarta.enterprise.concurrent.spi.ThreadContextSnapshot;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Propagates the borrower of a request to work that it submits to a Jakarta Concurrency executor. Outside any request, the submitting
 * method becomes the borrower. The type of the context is
 * {@code Leasewatch}; it belongs to the remaining contexts unless a context service names it.
 */
public final class BorrowerContextProvider implements ThreadContextProvider {

    private static final Logger LOG = SafeLogger.of(BorrowerContextProvider.class);

    @Override
    public ThreadContextSnapshot currentContext(Map<String, String> properties) {
        Scope scope = ThreadContext.current().scope();
        return snapshot(scope == null ? ofSubmitter() : scope.continued());
    }

    /** The scope of a task that is submitted outside any request: it has the name of the method that submits it. */
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

    @Override
    public ThreadContextSnapshot clearedContext(Map<String, String> properties) {
        return snapshot(null);
    }

    @Override
    public String getThreadContextType() {
        return "Leasewatch";
    }

    private static ThreadContextSnapshot snapshot(@Nullable Scope scope) {
        return () -> {
            Scope before = ThreadContext.current().enter(scope);
            Ticker ticker = RequestLog.shared().ticker();
            if (scope != null) {
                scope.workBegan(ticker.nanos());
            }
            return () -> {
                ThreadContext.current().enter(before);
                if (scope != null) {
                    scope.workEnded(ticker.nanos());
                }
            };
        };
    }
}
