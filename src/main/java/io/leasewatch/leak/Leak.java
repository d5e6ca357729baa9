package io.leasewatch.leak;

import io.leasewatch.lease.Lease;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A lease that will not come back, or is suspected of it, with the evidence. Immutable; its lease goes on living. */
public sealed interface Leak permits Leak.Overdue, Leak.OutlivedRequest {

    Lease lease();

    /** When it was found out. */
    Instant detectedAt();

    /** The kind's name in JSON, metrics and logs. */
    String kind();

    /** Why it is called a leak, in words. */
    String evidence();

    /** Whether its lease is still out. */
    default boolean isOpen() {
        return lease().isOpen();
    }

    /** How it ended, {@code null} while it is open. */
    default @Nullable Ending ending() {
        return isOpen() ? null : Ending.of(lease().outcome());
    }

    /**
     * Held longer than it may be. A suspicion only: the borrower may still be at work.
     *
     * @param lease the lease
     * @param detectedAt when it was found out
     * @param age how long it had been held by then
     * @param limit how long it may be held
     */
    record Overdue(Lease lease, Instant detectedAt, Duration age, Duration limit) implements Leak {

        @Override
        public String kind() {
            return "overdue";
        }

        @Override
        public String evidence() {
            return "held for more than " + limit;
        }
    }

    /**
     * Left open when the unit of work that took it was over, so that the server had to take it back. Certain, however short it
     * was.
     *
     * @param lease the lease
     * @param detectedAt when it was found out
     */
    record OutlivedRequest(Lease lease, Instant detectedAt) implements Leak {

        @Override
        public String kind() {
            return "outlived_request";
        }

        @Override
        public String evidence() {
            return "left open, and taken back by the server";
        }
    }
}
