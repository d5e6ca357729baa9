package io.leasewatch.core.lease;

import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells "no connection came free in time" from every other reason to get none. */
public final class AcquisitionTimeouts {

    /** What pools throw, or put into the chain of causes; by name, because none of these classes is ours to see. */
    private static final Set<String> THROWN = Set.of(
            "com.ibm.websphere.ce.cm.ConnectionWaitTimeoutException",
            "org.apache.tomcat.jdbc.pool.PoolExhaustedException",
            "com.mchange.v2.resourcepool.TimeoutException");

    /** What pools say in an exception whose class alone means other things too. */
    private static final List<Said> SAID = List.of(
            new Said("java.util.NoSuchElementException", "Timeout waiting for idle object"),
            new Said("java.sql.SQLException", "Sorry, acquisition timeout"),
            new Said("java.sql.SQLException", "Acquisition timeout"));

    private static final int LONGEST_CHAIN = 20;

    private AcquisitionTimeouts() {}

    public static boolean isTimeout(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int i = 0; cause != null && i < LONGEST_CHAIN; i++, cause = cause.getCause()) {
            String type = cause.getClass().getName();
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLTimeoutException
                    || THROWN.contains(type)
                    || says(type, cause.getMessage())) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(String type, @Nullable String message) {
        return message != null
                && SAID.stream().anyMatch(said -> type.equals(said.type) && message.startsWith(said.beginning));
    }

    /** The first is of Commons Pool, and so of Commons DBCP; the others are of Agroal. */
    private record Said(String type, String beginning) {}
}
