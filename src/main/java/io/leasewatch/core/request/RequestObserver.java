package io.leasewatch.core.request;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
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
 * Follows every HTTP request of an application that sees the library.
 *
 * <p>The request context begins and ends for timers and asynchronous methods too, but then with another payload: they are no
 * requests, but pieces of work that connections should not outlive. It ends with the request's first thread; a request that went asynchronous by then is followed on by a listener.
 */
@Dependent
public class RequestObserver {

    private static final Logger LOG = System.getLogger(RequestObserver.class.getName());

    /** A context parameter of the web application: its requests are not followed when this is {@code false}. */
    private static final String WANTED = "leasewatch.requests";

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
            LeaseRegistry.shared().ended(call);
        }
    }

    private static void enter(HttpServletRequest request) {
        TrackedRequest tracked = TrackedRequest.of(request);
        if (tracked == null && !"false".equals(request.getServletContext().getInitParameter(WANTED))) {
            tracked = TrackedRequest.begin(request, RequestLog.shared());
        }
        if (tracked != null) {
            tracked.enter();
        }
    }

    private static void leave(HttpServletRequest request) {
        TrackedRequest tracked = TrackedRequest.of(request);
        if (tracked == null) {
            return;
        }
        tracked.leave();
        if (!request.isAsyncStarted()) {
            tracked.end(ServerResponse.status(request), false);
            return;
        }
        try {
            request.getAsyncContext().addListener(new AsyncEnd(request, tracked));
        } catch (IllegalStateException e) {
            // It was completed between the question and the answer.
            tracked.end(ServerResponse.status(request), false);
        }
    }

    static void safely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, "A request could not be followed", e);
        }
    }

    private record AsyncEnd(HttpServletRequest request, TrackedRequest tracked) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            tracked.end(ServerResponse.status(request), false);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            tracked.end(ServerResponse.status(request), true);
        }

        @Override
        public void onError(AsyncEvent event) {
            tracked.end(ServerResponse.status(request), true);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
