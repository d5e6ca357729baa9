package io.leasewatch.core.request;

import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import jakarta.enterprise.concurrent.spi.ThreadContextProvider;
import jakarta.enterprise.concurrent.spi.ThreadContextSnapshot;
import java.util.Map;

/**
 * Propagates the borrower of a request to work that it submits to a Jakarta Concurrency executor. Outside any request, the submitting
 * method becomes the borrower. The type of the context is
 * {@code Leasewatch}; it belongs to the remaining contexts unless a context service names it.
 */
public final class BorrowerContextProvider implements ThreadContextProvider {

    @Override
    public ThreadContextSnapshot currentContext(Map<String, String> properties) {
        Scope scope = ContinuedWork.submitted();
        return () -> ContinuedWork.begin(scope)::run;
    }

    /**
     * {@inheritDoc}
     *
     * <p>The server clears this context for every task of an executor that does not propagate it. A task to which the agent has given
     * the work that it continues keeps it.
     */
    @Override
    public ThreadContextSnapshot clearedContext(Map<String, String> properties) {
        return () -> {
            Scope scope = ThreadContext.current().scope();
            return ContinuedWork.begin(scope != null && scope.isContinued() ? scope : null)::run;
        };
    }

    @Override
    public String getThreadContextType() {
        return "Leasewatch";
    }
}
