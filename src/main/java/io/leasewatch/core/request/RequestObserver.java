package io.leasewatch.core.request;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.text.SafeLogger;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Tracks every HTTP request of an application that can load the library.
 *
 * <p>The request context also begins and ends for timers and asynchronous methods, with a payload that is not a request. They are
 * tracked as units of work, too. The context ends with the first thread of a request; from then on, a listener tracks an
 * asynchronous request.
 */
@Dependent
public class RequestObserver {

    private static final Logger LOG = SafeLogger.of(RequestObserver.class);

    static void began(@Observes @Initialized(RequestScoped.class) Object payload) {
        if (LeaseRegistry.shared().enabled()) {
            safely(() -> {
                if (payload instanceof HttpServletRequest request) {
                    enter(request);
                } else {
                    ThreadContext.current().call();
                }
            });
        }
    }

    static void ended(@Observes @Destroyed(RequestScoped.class) Object payload) {
        safely(() -> {
            if (payload instanceof HttpServletRequest request) {
                leave(request);
            } else {
                endCall(ThreadContext.current().scope());
            }
        });
    }

    private static void endCall(@Nullable Scope call) {
        if (call != null && call.isCall()) {
            LeaseRegistry.shared().ownership().ended(call);
        }
    }

    private static void enter(HttpServletRequest request) {
        TrackedRequest tracked = TrackedRequest.of(request);
        if (tracked != null) {
            tracked.resume();
            return;
        }
        TrackedApplication application = TrackedApplication.of(request);
        if (application.isEnabled()) {
            TrackedRequest.begin(request, application, RequestLog.shared());
        }
    }

    private static void leave(HttpServletRequest request) {
        TrackedRequest tracked = TrackedRequest.of(request);
        if (tracked == null) {
            return;
        }
        boolean goesOn = request.isAsyncStarted();
        tracked.leave(goesOn);
        if (!goesOn) {
            tracked.end(request);
            return;
        }
        try {
            request.getAsyncContext().addListener(new AsyncEnd(request, tracked));
        } catch (IllegalStateException e) {
            // The request completed after {@code isAsyncStarted} returned.
            tracked.endAsync(request, false);
        }
    }

    static void safely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, "A request could not be tracked", e);
        }
    }

    private record AsyncEnd(HttpServletRequest request, TrackedRequest tracked) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            tracked.endAsync(request, false);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            tracked.endAsync(request, true);
        }

        @Override
        public void onError(AsyncEvent event) {
            tracked.endAsync(request, true);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
