package io.leasewatch.core.request;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Ownership;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.work.Borrower;
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

    private TrackedRequest(RequestLog log, TrackedApplication application, Borrower borrower) {
        this.log = log;
        this.application = application;
        this.scope = new Scope(borrower);
        this.beganAtNanos = log.ticker().nanos();
    }

    /** The tracked request, {@code null} if {@code request} is not tracked. */
    static @Nullable TrackedRequest of(HttpServletRequest request) {
        return (TrackedRequest) request.getAttribute(ATTRIBUTE);
    }

    static TrackedRequest begin(HttpServletRequest request, TrackedApplication application, RequestLog log) {
        Borrower borrower = Borrower.of(application.operation(request), user(request), TraceId.current());
        TrackedRequest tracked = new TrackedRequest(log, application, borrower);
        request.setAttribute(ATTRIBUTE, tracked);
        log.began();
        if (log.settings().responseHeaders()) {
            HttpServletResponse response = application.response(request);
            if (response != null) {
                response.setHeader("X-Connection-Id", borrower.requestId());
                response.setIntHeader(
                        "X-Active-Connections",
                        LeaseRegistry.shared().totals().statistics().currentlyActive());
            }
        }
        return tracked;
    }

    /** The current thread begins to work for this request. */
    void enter() {
        before = ThreadContext.current().enter(scope);
        scope.workBegan(log.ticker().nanos());
    }

    /** The current thread has finished its work for this request. */
    void leave() {
        ThreadContext.current().enter(before);
        scope.workEnded(log.ticker().nanos());
    }

    /**
     * Sets the operation when it becomes known; {@code key} and {@code name} are those of {@link TrackedApplication#operation}.
     *
     * <p>By then the user and the trace are known too: the server authenticates the user and starts the trace only after the
     * request has begun.
     */
    void narrow(HttpServletRequest request, Object key, Supplier<String> name) {
        Borrower known = scope.borrower();
        String trace = known.traceId() == null ? TraceId.current() : known.traceId();
        scope.become(known.doing(application.operation(key, name)).by(user(request), trace));
    }

    /** Ends a request whose thread answered it. */
    void end(HttpServletRequest request) {
        Duration duration = duration();
        end(request, duration, duration, false);
    }

    /**
     * Ends an asynchronous request. It may have waited for an event, such as a long poll does, so only the time counts in which threads
     * worked for it.
     */
    void endAsync(HttpServletRequest request, boolean broken) {
        Duration duration = duration();
        Duration worked = Duration.ofNanos(scope.workedNanosAt(log.ticker().nanos()));
        end(request, duration, worked.compareTo(duration) < 0 ? worked : duration, broken);
    }

    private void end(HttpServletRequest request, Duration duration, Duration busy, boolean broken) {
        if (over.compareAndSet(false, true)) {
            HttpServletResponse response = application.response(request);
            Ownership ownership = LeaseRegistry.shared().ownership();
            ownership.keptBySession(scope, handle -> SessionAttributes.keep(request, handle));
            ownership.ended(scope);
            log.ended(new EndedRequest(
                    scope.borrower(),
                    response == null ? 0 : response.getStatus(),
                    duration,
                    ServerResponse.isStream(request, response) ? Duration.ZERO : busy,
                    broken));
        }
    }

    private Duration duration() {
        return Duration.ofNanos(log.ticker().nanos() - beganAtNanos);
    }

    private static String user(HttpServletRequest request) {
        Principal user = request.getUserPrincipal();
        return user == null ? "" : user.getName();
    }
}
