package io.leasewatch.core.lease;

import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Distinguishes acquisition timeouts from other failures to acquire a connection. */
public final class AcquisitionTimeouts {

    /**
     * Exceptions that pools throw, or put into the chain of causes. Compared by name, because these classes are not visible to
     * the library.
     */
    private static final Set<String> CLASSES = Set.of(
            "com.ibm.websphere.ce.cm.ConnectionWaitTimeoutException",
            "org.apache.tomcat.jdbc.pool.PoolExhaustedException",
            "com.mchange.v2.resourcepool.TimeoutException");

    /** Exceptions whose class is ambiguous; the beginning of the message identifies the timeout. */
    private static final List<MessagePrefix> MESSAGES = List.of(
            // Commons Pool, and so Commons DBCP
            new MessagePrefix("java.util.NoSuchElementException", "Timeout waiting for idle object"),
            // Agroal
            new MessagePrefix("java.sql.SQLException", "Sorry, acquisition timeout"),
            new MessagePrefix("java.sql.SQLException", "Acquisition timeout"));

    private static final int LONGEST_CHAIN = 20;

    private AcquisitionTimeouts() {}

    /** Whether {@code failure} or one of its first 20 causes is an acquisition timeout. */
    public static boolean isTimeout(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int i = 0; cause != null && i < LONGEST_CHAIN; i++, cause = cause.getCause()) {
            String type = cause.getClass().getName();
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLTimeoutException
                    || CLASSES.contains(type)
                    || hasMessage(type, cause.getMessage())) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasMessage(String type, @Nullable String message) {
        return message != null
                && MESSAGES.stream().anyMatch(known -> type.equals(known.type) && message.startsWith(known.beginning));
    }

    /** The class of an exception and the beginning of its message. */
    private record MessagePrefix(String type, String beginning) {}
}
