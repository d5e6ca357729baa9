package io.leasewatch.core.request;

import io.leasewatch.TrackConnections;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.request.TrackedOperations.Tracked;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.work.Borrower;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.AroundTimeout;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Opens a declared lease around each call of a method that is {@link TrackConnections tracked}. Serializable, because beans of a
 * session or a conversation accept only serializable interceptors.
 */
@Interceptor
@TrackConnections
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class TrackingInterceptor implements Serializable {

    private static final Logger LOG = SafeLogger.of(TrackingInterceptor.class);
    private static final String TRACKED = TrackingInterceptor.class.getName();

    @AroundInvoke
    @AroundTimeout
    Object track(InvocationContext call) throws Exception {
        // A server may apply an interceptor once per archive of the application that contains its class.
        if (call.getContextData().putIfAbsent(TRACKED, true) != null
                || !LeaseRegistry.shared().enabled()) {
            return call.proceed();
        }
        ThreadContext holder = ThreadContext.current();
        Scope outside = holder.scope();
        Tracking tracking = begin(call, holder);
        if (tracking == null) {
            return call.proceed();
        }
        try {
            Object result = call.proceed();
            if (result instanceof CompletionStage<?> stage) {
                // The work continues on another thread; this thread returns to its previous scope.
                holder.enter(outside);
                follow(stage, tracking);
            } else {
                tracking.close();
            }
            return result;
        } catch (Throwable e) {
            tracking.fail(e);
            throw e;
        }
    }

    /** Begins tracking. If that fails, the call continues untracked. */
    private static @Nullable Tracking begin(InvocationContext call, ThreadContext holder) {
        try {
            Tracked tracked = TrackedOperations.of(call.getTarget().getClass(), call.getMethod());
            Borrower around = holder.borrower();
            Borrower borrower = around == Borrower.UNKNOWN
                    ? Borrower.of(tracked.operation(), "", TraceId.current())
                    : around.doing(tracked.operation());
            return Tracking.begin(LeaseRegistry.shared(), borrower, tracked.site());
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, "A call could not be tracked", e);
            return null;
        }
    }

    private static void follow(CompletionStage<?> stage, Tracking tracking) {
        try {
            stage.whenComplete((value, error) -> end(tracking, error));
        } catch (RuntimeException e) {
            // A custom stage of the application may not support this.
            tracking.close();
        }
    }

    private static void end(Tracking tracking, @Nullable Throwable error) {
        if (error == null) {
            tracking.close();
        } else {
            tracking.fail(error);
        }
    }
}
