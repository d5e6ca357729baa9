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
 * One HTTP request, from its first thread to its real end.
 *
 * <p>Its threads enter and leave it, the first one and those of asynchronous dispatches; whoever is first to say that it is over
 * ends it.
 */
final class TrackedRequest {

    /**
     * Of this copy of the class: an application that carries the library although the server shares it has two, and each follows
     * the request for itself.
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

    /** What is known of that request, {@code null} if it is not tracked. */
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
                        LeaseRegistry.shared().statistics().currentlyActive());
            }
        }
        return tracked;
    }

    /** The current thread works for this request from now on. */
    void enter() {
        before = ThreadContext.current().enter(scope);
    }

    /** The current thread has done its part. */
    void leave() {
        ThreadContext.current().enter(before);
    }

    /**
     * The request turned out to be for {@code operation}.
     *
     * <p>Its user is known by now, and its trace: the server lets a request begin before it looks at who sent it, and begins to
     * trace it only then.
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
            LeaseRegistry.shared().ended(scope);
            log.ended(new EndedRequest(scope.borrower(), status, duration, broken));
        }
    }

    /** The application's name, looked up with its first request and kept with it. */
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
