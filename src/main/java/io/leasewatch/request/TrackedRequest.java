package io.leasewatch.request;

import io.leasewatch.lease.Borrower;
import io.leasewatch.lease.Holder;
import io.leasewatch.lease.LeaseRegistry;
import io.leasewatch.lease.Operation;
import io.leasewatch.lease.Scope;
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

    private final RequestLog log;
    private final long beganAtNanos;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Borrower borrower;
    private @Nullable Scope before;

    private TrackedRequest(RequestLog log, Borrower borrower) {
        this.log = log;
        this.borrower = borrower;
        this.beganAtNanos = log.ticker().nanos();
    }

    /** What is known of that request, {@code null} if it is not tracked. */
    static @Nullable TrackedRequest of(HttpServletRequest request) {
        return (TrackedRequest) request.getAttribute(ATTRIBUTE);
    }

    static TrackedRequest begin(HttpServletRequest request, RequestLog log) {
        Operation operation = new Operation(Application.name(), PathTemplate.operation(request));
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
        before = Holder.current().enter(new Scope(borrower));
    }

    /** The current thread has done its part. */
    void leave() {
        Holder.current().enter(before);
    }

    /**
     * The request turned out to be for {@code operation}. To be called by a thread that has entered it.
     *
     * <p>Its user is known by now, too: the server lets a request begin before it looks at who sent it.
     */
    void narrow(HttpServletRequest request, String operation) {
        borrower = borrower.doing(new Operation(borrower.operation().service(), operation))
                .by(user(request));
        Holder.current().enter(new Scope(borrower));
    }

    void end(int status, boolean broken) {
        if (over.compareAndSet(false, true)) {
            Duration duration = Duration.ofNanos(log.ticker().nanos() - beganAtNanos);
            log.ended(new EndedRequest(borrower, status, duration, broken));
        }
    }

    private static String user(HttpServletRequest request) {
        Principal user = request.getUserPrincipal();
        return user == null ? "" : user.getName();
    }
}
