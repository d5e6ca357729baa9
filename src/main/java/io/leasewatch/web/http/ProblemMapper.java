package io.leasewatch.web.http;

import io.leasewatch.core.text.SafeLogger;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Answers every error with problem+json. Internal errors are logged; the answer does not contain them. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = SafeLogger.of(ProblemMapper.class);

    @Override
    public Response toResponse(Throwable error) {
        if (error instanceof WebApplicationException known) {
            Response response = known.getResponse();
            if (response.getEntity() != null
                    && MediaType.valueOf(Problem.MEDIA_TYPE).equals(response.getMediaType())) {
                return response;
            }
            Status status = Status.fromStatusCode(response.getStatus());
            if (status == null || status.getStatusCode() < 400) {
                return response;
            }
            // Keeps the headers of the answer, such as Allow.
            return Response.fromResponse(response)
                    .type(Problem.MEDIA_TYPE)
                    .entity(Problem.of(status, words(status)))
                    .build();
        }
        if (error instanceof ProcessingException || error instanceof jakarta.json.bind.JsonbException) {
            return Problem.of(Status.BAD_REQUEST, "The body must be a JSON object as documented.")
                    .response();
        }
        LOG.log(Level.ERROR, "LSW6001E: An API request failed because of an error in Leasewatch.", error);
        return Problem.of(Status.INTERNAL_SERVER_ERROR, "Internal error. See LSW6001E in the server log.")
                .response();
    }

    private static String words(Status status) {
        return switch (status) {
            case NOT_FOUND -> "Nothing exists at this path.";
            case METHOD_NOT_ALLOWED -> "This path does not support this method.";
            case UNSUPPORTED_MEDIA_TYPE -> "The body must be application/json.";
            case NOT_ACCEPTABLE -> "The API answers with application/json.";
            case BAD_REQUEST -> "The request is malformed.";
            default -> status.getReasonPhrase() + ".";
        };
    }
}
