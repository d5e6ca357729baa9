package io.leasewatch.core.lease;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Guards a pool and may refuse acquisitions.
 *
 * <p>Called on threads of applications, by many at the same time, so the methods neither block nor lock. The exception is {@link
 * #isFit}, whose time limit is set by its implementation. If a gate throws anything but an {@code SQLException}, the acquisition
 * proceeds.
 */
public interface Gate {

    /**
     * A thread is about to acquire a connection. Every call that returns is followed by one call of {@link #ended}.
     *
     * @throws SQLException to refuse the acquisition; passed on to the application
     */
    void enter() throws SQLException;

    /** Whether a connection may be handed out; otherwise it is discarded and another one is acquired. */
    boolean isFit(Connection connection);

    /** The acquisition ended: with a connection, or with {@code failure}. */
    void ended(@Nullable SQLException failure);
}
