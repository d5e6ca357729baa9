package io.leasewatch.monitor.database;

import io.leasewatch.core.lease.AcquisitionTimeouts;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Classifies failures to get a connection, and describes them. Text from a driver may contain hosts, users and passwords, so the
 * description contains only the SQLState and the class of the exception.
 */
final class ConnectionFailures {

    private static final int LONGEST_CHAIN = 20;

    /** Thrown by the server's pool when it is full, with an SQLState of class 08. */
    private static final String SERVER_POOL = "com.ibm.websphere.ce.cm.ConnectionWaitTimeoutException";

    private static final Pattern STATE = Pattern.compile("[0-9A-Z]{5}");

    private ConnectionFailures() {}

    /** The result of a ping that ended with {@code failure}. */
    static PingResult of(Throwable failure) {
        return isFullPool(failure)
                ? new PingResult.Full("no connection was returned in time")
                : new PingResult.Failed(describe(failure), isLogin(failure));
    }

    /** Whether the pool was exhausted. If a pool cannot open a connection, the exception has a cause that says why. */
    static boolean isFullPool(Throwable failure) {
        return AcquisitionTimeouts.isTimeout(failure) && !isConnectionFailure(failure);
    }

    private static boolean isLogin(Throwable failure) {
        return chain(failure).stream()
                .anyMatch(link -> link instanceof SQLInvalidAuthorizationSpecException
                        || (link instanceof SQLException sql && state(sql).startsWith("28")));
    }

    /** Whether the database could not be reached, or a connection to it was lost. */
    static boolean isConnectionFailure(Throwable failure) {
        return chain(failure).stream().anyMatch(ConnectionFailures::isUnreachable);
    }

    private static boolean isUnreachable(Throwable link) {
        if (link instanceof ConnectException || link instanceof UnknownHostException) {
            return true;
        }
        if (!(link instanceof SQLException sql) || link.getClass().getName().equals(SERVER_POOL)) {
            return false;
        }
        String state = state(sql);
        // A timeout of a pool has no SQLState, or a transient exception with an invented SQLState of class 08.
        boolean pools = sql instanceof java.sql.SQLTransientConnectionException;
        return sql instanceof SQLNonTransientConnectionException
                || (!pools && state.startsWith("08"))
                || state.startsWith("57P")
                || state.equals("53300");
    }

    /** A description in one line, without text from the driver. */
    static String describe(Throwable failure) {
        List<Throwable> chain = chain(failure);
        String state = chain.stream()
                .map(link -> link instanceof SQLException sql ? state(sql) : "")
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse("");
        String what = first(chain, ConnectionFailures::cause)
                .or(() -> Optional.ofNullable(meaning(state)))
                .orElse("the database cannot be reached");
        Throwable root = chain.get(chain.size() - 1);
        return what + " (" + (state.isEmpty() ? "" : "SQLState " + state + ", ")
                + root.getClass().getName() + ")";
    }

    private static @Nullable String cause(Throwable link) {
        if (link instanceof UnknownHostException) {
            return "its host name does not resolve";
        }
        if (link instanceof ConnectException) {
            return "its host refuses connections";
        }
        if (link instanceof NoRouteToHostException) {
            return "there is no route to its host";
        }
        if (link instanceof SocketTimeoutException) {
            return "it did not answer in time";
        }
        if (link instanceof SQLInvalidAuthorizationSpecException) {
            return "it does not accept the user or the password";
        }
        return link instanceof NamingException ? "no data source has that JNDI name, or its driver is missing" : null;
    }

    private static @Nullable String meaning(String state) {
        return switch (state) {
            case "3D000" -> "the database does not exist";
            case "53300" -> "it has too many connections";
            case "57P01", "57P02" -> "it is shutting down";
            case "57P03" -> "it is starting up or shutting down";
            case "08004" -> "it rejects connections";
            case "08006", "08003", "08S01" -> "the connection to it was lost";
            default -> state.startsWith("28") ? "it does not accept the user or the password" : null;
        };
    }

    private static Optional<String> first(List<Throwable> chain, Function<Throwable, @Nullable String> description) {
        return chain.stream()
                .map(link -> Optional.ofNullable(description.apply(link)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static String state(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        return STATE.matcher(state).matches() ? state : "";
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        @Nullable Throwable link = failure;
        while (link != null && chain.size() < LONGEST_CHAIN) {
            chain.add(link);
            link = link.getCause();
        }
        return chain;
    }
}
