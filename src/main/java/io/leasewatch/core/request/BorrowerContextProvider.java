package io.leasewatch.core.request;

import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.time.Ticker;
import jakarta.enterprise.concurrent.spi.ThreadContextProvider;
import jakarta.enterprise.concurrent.spi.ThreadContextSnapshot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Propagates the borrower of a request to work that it submits to a Jakarta Concurrency executor. The type of the context is
 * {@code Leasewatch}; it belongs to the remaining contexts unless a context service names it.
 */
public final class BorrowerContextProvider implements ThreadContextProvider {

    @Override
    public ThreadContextSnapshot currentContext(Map<String, String> properties) {
        Scope scope = ThreadContext.current().scope();
        return snapshot(scope == null ? null : scope.continued());
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
