package io.leasewatch.request;

import io.leasewatch.lease.Borrower;
import io.leasewatch.lease.Holder;
import io.leasewatch.lease.LeaseRegistry;
import io.leasewatch.lease.Operation;
import io.leasewatch.lease.Outcome;
import io.leasewatch.lease.Scope;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.AroundTimeout;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Makes a declared lease of each call of a method that is {@link TrackConnections tracked}. */
@Interceptor
@TrackConnections
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class TrackingInterceptor {

    private static final String TRACKED = TrackingInterceptor.class.getName();

    @AroundInvoke
    @AroundTimeout
    Object track(InvocationContext call) throws Exception {
        // An application that carries the library although the server shares it has this interceptor twice.
        if (call.getContextData().putIfAbsent(TRACKED, true) != null
                || !LeaseRegistry.shared().enabled()) {
            return call.proceed();
        }
        Operation operation = TrackedOperations.of(call.getTarget().getClass(), call.getMethod());
        Holder holder = Holder.current();
        Scope outside = holder.scope();
        Borrower around = holder.borrower();
        Borrower borrower =
                around == Borrower.UNKNOWN ? Borrower.of(operation, "", TraceId.current()) : around.doing(operation);
        Tracking tracking = Tracking.begin(LeaseRegistry.shared(), borrower);
        try {
            Object result = call.proceed();
            if (result instanceof CompletionStage<?> stage) {
                // The work goes on elsewhere; this thread is its caller's again.
                holder.enter(outside);
                stage.whenComplete((value, error) -> end(tracking, borrower, error));
            } else {
                tracking.close();
            }
            return result;
        } catch (Throwable e) {
            end(tracking, borrower, e);
            throw e;
        }
    }

    private static void end(Tracking tracking, Borrower borrower, @Nullable Throwable error) {
        if (error == null) {
            tracking.close();
        } else {
            tracking.close(Outcome.FAILED);
            LeaseRegistry.shared().recordError(borrower, error);
        }
    }
}
