package io.leasewatch.core.lease;

import io.leasewatch.core.work.Enlistment;
import java.sql.SQLException;

/** A handle that can answer for itself. Called by Leasewatch's own threads. */
public interface ReclaimableHandle {

    /** Whether the server has taken the connection back from it, although nobody closed it. Never waits, and throws nothing. */
    boolean isTakenBack();

    /** Whether its connection is part of a transaction that goes on. Never waits, and throws nothing. */
    Enlistment enlisted();

    /** Sees to it that the transaction its connection is part of can only be rolled back. False if that is over. Never waits. */
    boolean markRollbackOnly();

    /**
     * Closes the connection behind it, in its borrower's place. Whoever uses it from then on gets an exception that says {@code why}.
     * May wait for the database.
     */
    void reclaim(String why) throws SQLException;
}
