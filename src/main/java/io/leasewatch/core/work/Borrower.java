package io.leasewatch.core.work;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The borrower of leases: one request, or one piece of work.
 *
 * <p>Immutable. Every closed lease in the history references its borrower, so this class is kept small: the id of a request is a
 * number and is formatted on demand.
 */
public sealed class Borrower {

    /** The borrower of a lease that was acquired outside any request or tracked operation. */
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

    /** Creates a request or a piece of work with a new id. */
    public static Borrower of(Operation operation, String user, @Nullable String traceId) {
        return new Borrower(operation, user, traceId, REQUESTS.incrementAndGet());
    }

    /** Creates a piece of work with a given id. */
    public static Borrower named(String id, Operation operation, String user) {
        return new Named(id, operation, user);
    }

    /** Returns this request with a more specific operation. */
    public Borrower doing(Operation narrower) {
        return new Borrower(narrower, user, traceId, request);
    }

    /** Returns this request with its user and trace, once the server knows them. */
    public Borrower by(String knownUser, @Nullable String trace) {
        return new Borrower(operation, knownUser, trace, request);
    }

    public Operation operation() {
        return operation;
    }

    /** The name of the authenticated user, empty if there is none. */
    public String user() {
        return user;
    }

    /** The id of the trace, {@code null} without OpenTelemetry. */
    public @Nullable String traceId() {
        return traceId;
    }

    /** An id that is unique among all requests of all JVMs, empty for {@link #UNKNOWN}. */
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
