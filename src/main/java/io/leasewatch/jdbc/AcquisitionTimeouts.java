package io.leasewatch.jdbc;

import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Tells "no connection came free in time" from every other reason to get none. */
final class AcquisitionTimeouts {

    /** What Open Liberty puts into the chain of causes; by name, because its text is translated. */
    private static final String LIBERTY = "com.ibm.websphere.ce.cm.ConnectionWaitTimeoutException";

    /** What Commons Pool says, and so Commons DBCP; its class alone also means a connection that failed its test. */
    private static final String COMMONS_POOL = "Timeout waiting for idle object";

    private static final int LONGEST_CHAIN = 20;

    private AcquisitionTimeouts() {}

    static boolean isTimeout(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int i = 0; cause != null && i < LONGEST_CHAIN; i++, cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLTimeoutException
                    || (cause instanceof NoSuchElementException && says(cause, COMMONS_POOL))
                    || cause.getClass().getName().equals(LIBERTY)) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(Throwable cause, String beginning) {
        return cause.getMessage() != null && cause.getMessage().startsWith(beginning);
    }
}
