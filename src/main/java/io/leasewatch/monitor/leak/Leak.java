package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.work.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A leaked or suspected lease with the evidence. Immutable, except for the lease. */
public sealed interface Leak {

    /** All kinds, the suspicion first. */
    List<String> KINDS = List.of(
            "overdue", "outlived_request", "outlived_transaction", "outlived_operation", "thread_ended", "collected");

    Lease lease();

    /** When the leak was found. */
    Instant detectedAt();

    /** The kind's name in JSON, metrics and logs. */
    String kind();

    /** The evidence in words. */
    String evidence();

    /** Whether the leak is certain. Otherwise it is a suspicion. */
    default boolean isCertain() {
        return true;
    }

    /** Whether the lease is still open. */
    default boolean isOpen() {
        return lease().isOpen();
    }

    /** How the leak ended, {@code null} while it is open. */
    default @Nullable Ending ending() {
        return isOpen() ? null : Ending.of(lease().outcome());
    }

    /**
     * The lease was held longer than allowed. A suspicion only: the borrower may still be working.
     *
     * @param lease the lease
     * @param detectedAt when the leak was found
     * @param age how long the lease had been held
     * @param limit how long it may be held
     */
    record Overdue(Lease lease, Instant detectedAt, Duration age, Duration limit) implements Leak {

        @Override
        public String kind() {
            return "overdue";
        }

        @Override
        public String evidence() {
            return "held for more than " + HumanText.duration(limit);
        }

        @Override
        public boolean isCertain() {
            return false;
        }
    }

    /**
     * The lease was still open at the end of its unit of work. Certain, however short the lease was.
     *
     * @param lease the lease
     * @param detectedAt when the leak was found
     * @param unit the outermost unit of work that may have owned the lease
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
     * The thread that took the lease has ended, and no other thread has used it.
     *
     * @param lease the lease
     * @param detectedAt when the leak was found
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
     * The handle was garbage-collected, so no code can close it: the proof of a leak.
     *
     * @param lease the lease
     * @param detectedAt when the leak was found
     */
    record Collected(Lease lease, Instant detectedAt) implements Leak {

        @Override
        public String kind() {
            return "collected";
        }

        @Override
        public String evidence() {
            return "its handle was garbage-collected while it was open";
        }

        /** A borrower cannot return a connection whose handle is gone. */
        @Override
        public @Nullable Ending ending() {
            Ending ending = Leak.super.ending();
            return ending == Ending.RETURNED_LATE ? Ending.COLLECTED : ending;
        }
    }
}
