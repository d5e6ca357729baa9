package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.work.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A lease that will not come back, or is suspected of it, with the evidence. Immutable; its lease goes on living. */
public sealed interface Leak {

    /** Every kind there is, the suspicion first. */
    List<String> KINDS = List.of(
            "overdue", "outlived_request", "outlived_transaction", "outlived_operation", "thread_ended", "collected");

    Lease lease();

    /** When it was found out. */
    Instant detectedAt();

    /** The kind's name in JSON, metrics and logs. */
    String kind();

    /** Why it is called a leak, in words. */
    String evidence();

    /** Whether there is no doubt; a suspicion otherwise. */
    default boolean isCertain() {
        return true;
    }

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

        @Override
        public boolean isCertain() {
            return false;
        }
    }

    /**
     * Left open when the unit of work was over that it was taken in. Certain, however short it was.
     *
     * @param lease the lease
     * @param detectedAt when it was found out
     * @param unit what it outlived: the outermost that may have owned it
     */
    record Outlived(Lease lease, Instant detectedAt, UnitOfWork unit) implements Leak {

        @Override
        public String kind() {
            return "outlived_" + unit.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String evidence() {
            return "left open when the " + unit.name().toLowerCase(Locale.ROOT) + " was over";
        }
    }

    /**
     * The thread that took it has ended, and no other has used it.
     *
     * @param lease the lease
     * @param detectedAt when it was found out
     */
    record ThreadEnded(Lease lease, Instant detectedAt) implements Leak {

        @Override
        public String kind() {
            return "thread_ended";
        }

        @Override
        public String evidence() {
            return "its thread has ended";
        }
    }

    /**
     * Nobody can reach the handle any more, so nobody can close it: the proof of a leak.
     *
     * @param lease the lease
     * @param detectedAt when it was found out
     */
    record Collected(Lease lease, Instant detectedAt) implements Leak {

        @Override
        public String kind() {
            return "collected";
        }

        @Override
        public String evidence() {
            return "nobody can reach its handle any more";
        }

        /** However the connection came back, its borrower had no part in it. */
        @Override
        public @Nullable Ending ending() {
            Ending ending = Leak.super.ending();
            return ending == Ending.RETURNED_LATE ? Ending.COLLECTED : ending;
        }
    }
}
