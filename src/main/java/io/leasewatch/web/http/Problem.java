package io.leasewatch.web.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/**
 * The problem details of an error, RFC 9457.
 *
 * @param type {@code about:blank}, which means that the status describes the error
 * @param title the reason phrase of the status
 * @param status the HTTP status
 * @param detail what is wrong, and what is allowed
 */
public record Problem(String type, String title, int status, String detail) {

    static final String MEDIA_TYPE = "application/problem+json";

    static final int TOO_MANY_REQUESTS = Status.TOO_MANY_REQUESTS.getStatusCode();

    public static Problem of(Status status, String detail) {
        return new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), detail);
    }

    public Response response() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }

    /** An exception that, when thrown by a resource, answers the request with these problem details. */
    public static WebApplicationException exception(Status status, String detail) {
        return new WebApplicationException(detail, of(status, detail).response());
    }
}
