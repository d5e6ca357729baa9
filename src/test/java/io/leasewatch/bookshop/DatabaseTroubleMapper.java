package io.leasewatch.bookshop;

import jakarta.ejb.EJBException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Answers 503 when the database has no connection to spare, in one line that somebody with a browser understands. */
abstract class DatabaseTroubleMapper<E extends Exception> implements ExceptionMapper<E> {

    /** The class of SQLStates that mean: no connection. */
    private static final String NO_CONNECTION = "08";

    @Override
    public Response toResponse(E failure) {
        SQLException reason = reason(failure);
        String why =
                String.valueOf(reason == null ? failure : reason.getMessage()).replaceAll("\\s*\\R\\s*", " ");
        return reason != null && String.valueOf(reason.getSQLState()).startsWith(NO_CONNECTION)
                ? answer(
                        Status.SERVICE_UNAVAILABLE,
                        "No connection could be had; what this request had taken it gave back. The pool says: " + why)
                : answer(Status.INTERNAL_SERVER_ERROR, "The database said no: " + why);
    }

    private static @Nullable SQLException reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException reason) {
                return reason;
            }
        }
        return null;
    }

    private static Response answer(Status status, String line) {
        return Response.status(status)
                .type(MediaType.TEXT_PLAIN)
                .entity(line + "\n")
                .build();
    }

    /** As JDBC says it. */
    @Provider
    public static class InJdbc extends DatabaseTroubleMapper<SQLException> {}

    /** As JPA says it. */
    @Provider
    public static class InJpa extends DatabaseTroubleMapper<PersistenceException> {}

    /** As an EJB says it, whatever it was in there. */
    @Provider
    public static class InEjb extends DatabaseTroubleMapper<EJBException> {}
}
