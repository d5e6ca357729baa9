package io.leasewatch.leak;

import io.leasewatch.lease.Handle;
import io.leasewatch.lease.Keeper;
import io.leasewatch.lease.Lease;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What forbids to take a lease back, whoever asks for it. In words that complete the sentence "… because". */
final class ReclaimRules {

    private ReclaimRules() {}

    /** {@code null} if nothing forbids it. */
    static @Nullable String objection(Lease lease) {
        if (!lease.isOpen()) {
            return "it is over";
        }
        if (lease.isDeclared()) {
            return "it stands for a piece of work and not for a connection";
        }
        if (lease.isTakenBack()) {
            return "the server has its connection back already";
        }
        Handle handle = lease.handle();
        if (handle == null || !handle.isClosable()) {
            return "nobody knows its connection";
        }
        if (handle.isExecuting()) {
            return "it executes a statement";
        }
        return switch (handle.enlisted()) {
            case NO -> null;
            case YES -> "its connection is in a transaction that goes on";
            case UNKNOWN -> "nobody can tell whether its connection is in a transaction";
        };
    }

    /** Whether nothing was executed with it for {@code least}, or since it was taken. */
    static boolean isIdleFor(Duration least, Lease lease, long nowNanos) {
        Handle handle = lease.handle();
        return handle != null
                && !handle.isExecuting()
                && Duration.ofNanos(handle.nanosAt(nowNanos)).compareTo(least) >= 0;
    }

    /** Whether somebody said, or it is known, that it is right to hold it for long. */
    static boolean isHeldRightly(Lease lease) {
        return lease.site().keeper() != Keeper.WORK
                || !lease.borrower().operation().reason().isEmpty();
    }
}
