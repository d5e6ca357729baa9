package io.leasewatch.core.request;

import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import jakarta.enterprise.concurrent.spi.ThreadContextProvider;
import jakarta.enterprise.concurrent.spi.ThreadContextSnapshot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets work that a request hands to a Jakarta Concurrency executor go on in that request's name. The context's type is
 * {@code Leasewatch}; it is among the remaining ones unless a context service names it.
 */
public final class BorrowerContextProvider implements ThreadContextProvider {

    @Override
    public ThreadContextSnapshot currentContext(Map<String, String> properties) {
        Scope scope = ThreadContext.current().scope();
        return working(scope == null ? null : scope.continued());
    }

    @Override
    public ThreadContextSnapshot clearedContext(Map<String, String> properties) {
        return working(null);
    }

    @Override
    public String getThreadContextType() {
        return "Leasewatch";
    }

    private static ThreadContextSnapshot working(@Nullable Scope scope) {
        return () -> {
            Scope before = ThreadContext.current().enter(scope);
            return () -> ThreadContext.current().enter(before);
        };
    }
}
