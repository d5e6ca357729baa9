package io.leasewatch.core.lease;

import io.leasewatch.core.work.Enlistment;
import java.sql.SQLException;

/** A handle that can be reclaimed. Called by threads of Leasewatch. */
public interface ReclaimableHandle {

    /** Whether the server has taken the connection back without a close by the borrower. Does not block and does not throw. */
    boolean isTakenBack();

    /** Whether the connection is part of an active transaction. Does not block and does not throw. */
    Enlistment enlisted();

    /**
     * Marks the transaction of the connection as rollback-only. Does not block.
     *
     * @return {@code false} if there is no active transaction
     */
    boolean markRollbackOnly();

    /**
     * Closes the connection in place of the borrower. Later uses of the handle throw an exception with the message {@code why}.
     * May block on the database.
     */
    void reclaim(String why) throws SQLException;
}
