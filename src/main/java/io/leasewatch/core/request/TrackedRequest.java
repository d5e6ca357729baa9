package io.leasewatch.core.request;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Ownership;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, from its first thread until its end.
 *
 * <p>Several threads enter and leave it: the first one and those of asynchronous dispatches. The first call of {@link #end} ends
 * it.
 */
final class TrackedRequest {

    /**
     * The attribute of this copy of the class. An application that carries the library although the server shares it has two
     * copies, and each tracks the request independently.
     */
    private static final String ATTRIBUTE =
            TrackedRequest.class.getName() + '@' + System.identityHashCode(TrackedRequest.class);

    private final RequestLog log;
    private final TrackedApplication application;
    private final long beganAtNanos;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Scope scope;
    private @Nullable Scope before;
    private volatile @Nullable Narrower narrower;

    private TrackedRequest(RequestLog log, TrackedApplication application, HttpServletRequest request) {
        this.log = log;
        this.application = application;
        this.beganAtNanos = log.ticker().nanos();
        this.scope = new Scope(() -> borrower(request), beganAtNanos);
    }

    /** The tracked request, {@code null} if {@code request} is not tracked. */
    static @Nullable TrackedRequest of(HttpServletRequest request) {
        return (TrackedRequest) request.getAttribute(ATTRIBUTE);
    }

    /** A request begins, and the current thread begins to work for it. */
    static void begin(HttpServletRequest request, TrackedApplication application, RequestLog log) {
        TrackedRequest tracked = new TrackedRequest(log, application, request);
        request.setAttribute(ATTRIBUTE, tracked);
        log.began();
        tracked.enter();
        if (log.settings().responseHeaders()) {
            HttpServletResponse response = application.response(request);
            if (response != null) {
                response.setHeader("X-Connection-Id", tracked.scope.borrower().requestId());
                response.setIntHeader(
                        "X-Active-Connections",
                        LeaseRegistry.shared().totals().statistics().currentlyActive());
            }
        }
    }

    /** Another thread begins to work for this request. */
    void resume() {
        enter();
        scope.workBegan(log.ticker().nanos());
    }

    private void enter() {
        before = ThreadContext.current().enter(scope);
    }

    /** The current thread has finished its work for this request, which goes on without it or ends now. */
    void leave(boolean goesOn) {
        ThreadContext.current().enter(before);
        if (goesOn) {
            scope.workEnded(log.ticker().nanos());
        }
    }

    /**
     * The operation, the user and the trace, when the first connection is acquired or something is to be told of the request. By then more of them is
     * known than at its beginning: the server authenticates the user, and starts the trace, only after that.
     */
    private Borrower borrower(HttpServletRequest request) {
        try {
            Narrower known = narrower;
            Operation operation =
                    known == null ? application.operation(request) : application.operation(known.key, known.name);
            return Borrower.of(operation, user(request), TraceId.current());
        } catch (RuntimeException e) {
            // The request is over for the server.
            return Borrower.UNKNOWN;
        }
    }

    /**
     * Sets the operation when it becomes known; {@code key} and {@code name} are those of {@link TrackedApplication#operation}. The user and the trace
     * are known then, too.
     */
    void narrow(HttpServletRequest request, Object key, Supplier<String> name) {
        narrower = new Narrower(key, name);
        if (scope.isNamed()) {
            Borrower known = scope.borrower();
            String trace = known.traceId() == null ? TraceId.current() : known.traceId();
            scope.become(known.doing(application.operation(key, name)).by(user(request), trace));
        }
    }

    /** Ends a request whose thread answered it. */
    void end(HttpServletRequest request) {
        long now = log.ticker().nanos();
        end(request, now, now - beganAtNanos, false);
    }

    /**
     * Ends an asynchronous request. It may have waited for an event, such as a long poll does, so only the time counts in which threads
     * worked for it.
     */
    void endAsync(HttpServletRequest request, boolean broken) {
        long now = log.ticker().nanos();
        end(request, now, Math.min(scope.workedNanosAt(now), now - beganAtNanos), broken);
    }

    private void end(HttpServletRequest request, long now, long busyNanos, boolean broken) {
        if (over.compareAndSet(false, true)) {
            HttpServletResponse response = application.response(request);
            int status = response == null ? 0 : response.getStatus();
            Duration busy = log.isSlow(busyNanos) && !ServerResponse.isStream(request, response)
                    ? Duration.ofNanos(busyNanos)
                    : Duration.ZERO;
            // Named before its scope ends, if it is to be told of.
            EndedRequest slow = busy.isZero()
                    ? null
                    : new EndedRequest(scope.borrower(), status, Duration.ofNanos(now - beganAtNanos), busy, broken);
            Ownership ownership = LeaseRegistry.shared().ownership();
            ownership.keptBySession(scope, handle -> SessionAttributes.keep(request, handle));
            ownership.ended(scope);
            if (slow == null) {
                log.ended(EndedRequest.isFailed(status, broken));
            } else {
                log.ended(slow);
            }
        }
    }

    private static String user(HttpServletRequest request) {
        Principal user = request.getUserPrincipal();
        return user == null ? "" : user.getName();
    }

    /** What the REST engine knows of the operation. */
    private record Narrower(Object key, Supplier<String> name) {}
}
