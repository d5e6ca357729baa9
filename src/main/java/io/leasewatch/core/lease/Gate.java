package io.leasewatch.core.lease;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a pool and may refuse whoever asks it for a connection.
 *
 * <p>Called on the application's threads, by many at once, so it neither waits nor locks, except for {@link #isFit}, which is told
 * how long it may take by whoever set it up. A gate that fails with anything but an {@code SQLException} stands open.
 */
public interface Gate {

    /**
     * A thread is about to ask for a connection. Every call that returns is followed by one of {@link #asked}.
     *
     * @throws SQLException if it must not, which the application is thrown
     */
    void enter() throws SQLException;

    /** Whether a connection may be handed out; one that may not is thrown away, and another one asked for. */
    boolean isFit(Connection connection);

    /** The thread has its connection, or {@code failure} instead. */
    void asked(@Nullable SQLException failure);
}
