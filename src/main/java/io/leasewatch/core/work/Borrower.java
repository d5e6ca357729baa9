package io.leasewatch.core.work;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Who takes leases: one request, or one piece of work.
 *
 * <p>Immutable. Every closed lease in the history keeps its borrower, so this is kept small: the request's id is a number
 * here and becomes text only when somebody reads it.
 */
public sealed class Borrower {

    /** The borrower of a lease that was taken outside any request or tracked operation. */
    public static final Borrower UNKNOWN = new Borrower(Operation.UNKNOWN, "", null, 0);

    private static final String PROCESS =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()).substring(2);
    private static final AtomicLong REQUESTS = new AtomicLong();

    private final Operation operation;
    private final String user;
    private final @Nullable String traceId;
    private final long request;

    private Borrower(Operation operation, String user, @Nullable String traceId, long request) {
        this.operation = operation;
        this.user = user;
        this.traceId = traceId;
        this.request = request;
    }

    /** A new request or piece of work with an id of its own. */
    public static Borrower of(Operation operation, String user, @Nullable String traceId) {
        return new Borrower(operation, user, traceId, REQUESTS.incrementAndGet());
    }

    /** Work that has an id of its own already. */
    public static Borrower named(String id, Operation operation, String user) {
        return new Named(id, operation, user);
    }

    /** The same request doing something more exactly known. */
    public Borrower doing(Operation narrower) {
        return new Borrower(narrower, user, traceId, request);
    }

    /** The same request, now that the server knows whose it is and which trace it belongs to. */
    public Borrower by(String knownUser, @Nullable String trace) {
        return new Borrower(operation, knownUser, trace, request);
    }

    public Operation operation() {
        return operation;
    }

    /** The authenticated user's name, empty when there is none. */
    public String user() {
        return user;
    }

    /** The trace the work belongs to, {@code null} without OpenTelemetry. */
    public @Nullable String traceId() {
        return traceId;
    }

    /** An id that no other request of this or another JVM has, empty for {@link #UNKNOWN}. */
    public String requestId() {
        return request == 0 ? "" : PROCESS + '-' + Long.toHexString(request);
    }

    private static final class Named extends Borrower {
        private final String id;

        Named(String id, Operation operation, String user) {
            super(operation, user, null, 0);
            this.id = id;
        }

        @Override
        public Borrower doing(Operation narrower) {
            return new Named(id, narrower, user());
        }

        @Override
        public Borrower by(String knownUser, @Nullable String trace) {
            return new Named(id, operation(), knownUser);
        }

        @Override
        public String requestId() {
            return id;
        }
    }
}
