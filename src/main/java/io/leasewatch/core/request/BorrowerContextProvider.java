package io.leasewatch.core.request;

import io.leasewatch.core.lease.Scope;
import jakarta.enterprise.concurrent.spi.ThreadContextProvider;
import jakarta.enterprise.concurrent.spi.ThreadContextSnapshot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Propagates the borrower of a request to work that it submits to a Jakarta Concurrency executor. Outside any request, the submitting
 * method becomes the borrower. The type of the context is
 * {@code Leasewatch}; it belongs to the remaining contexts unless a context service names it.
 */
public final class BorrowerContextProvider implements ThreadContextProvider {

    @Override
    public ThreadContextSnapshot currentContext(Map<String, String> properties) {
        return snapshot(ContinuedWork.submitted());
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
        return () -> ContinuedWork.begin(scope)::run;
    }
}
