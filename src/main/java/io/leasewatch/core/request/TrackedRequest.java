package io.leasewatch.core.request;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private static final String SERVICE = TrackedRequest.class.getName() + ".service";

    private final RequestLog log;
    private final long beganAtNanos;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Scope scope;
    private @Nullable Scope before;

    private TrackedRequest(RequestLog log, Borrower borrower) {
        this.log = log;
        this.scope = new Scope(borrower);
        this.beganAtNanos = log.ticker().nanos();
    }

    /** The tracked request, {@code null} if {@code request} is not tracked. */
    static @Nullable TrackedRequest of(HttpServletRequest request) {
        return (TrackedRequest) request.getAttribute(ATTRIBUTE);
    }

    static TrackedRequest begin(HttpServletRequest request, RequestLog log) {
        Operation operation = new Operation(service(request.getServletContext()), PathTemplate.operation(request));
        Borrower borrower = Borrower.of(operation, user(request), TraceId.current());
        TrackedRequest tracked = new TrackedRequest(log, borrower);
        request.setAttribute(ATTRIBUTE, tracked);
        log.began();
        if (log.settings().responseHeaders()) {
            HttpServletResponse response = ServerResponse.of(request);
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
    }

    /** The current thread has finished its work for this request. */
    void leave() {
        ThreadContext.current().enter(before);
    }

    /**
     * Sets the operation when it becomes known.
     *
     * <p>By then the user and the trace are known too: the server authenticates the user and starts the trace only after the
     * request has begun.
     */
    void narrow(HttpServletRequest request, String operation) {
        Borrower known = scope.borrower();
        String trace = known.traceId() == null ? TraceId.current() : known.traceId();
        scope.become(known.doing(new Operation(known.operation().service(), operation))
                .by(user(request), trace));
    }

    void end(int status, boolean broken) {
        if (over.compareAndSet(false, true)) {
            Duration duration = Duration.ofNanos(log.ticker().nanos() - beganAtNanos);
            LeaseRegistry.shared().ownership().ended(scope);
            log.ended(new EndedRequest(scope.borrower(), status, duration, broken));
        }
    }

    /** The name of the application, cached in its servlet context. */
    private static String service(ServletContext application) {
        if (application.getAttribute(SERVICE) instanceof String known) {
            return known;
        }
        String name = Application.name();
        application.setAttribute(SERVICE, name);
        return name;
    }

    private static String user(HttpServletRequest request) {
        Principal user = request.getUserPrincipal();
        return user == null ? "" : user.getName();
    }
}
