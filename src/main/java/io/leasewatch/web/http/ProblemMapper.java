package io.leasewatch.web.http;

import io.leasewatch.core.text.SafeError;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Answers every error with problem+json. What went wrong inside is logged, never told. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

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
            // With the headers that belong to it, such as which methods are allowed.
            return Response.fromResponse(response)
                    .type(Problem.MEDIA_TYPE)
                    .entity(Problem.of(status, words(status)))
                    .build();
        }
        if (error instanceof ProcessingException || error instanceof jakarta.json.bind.JsonbException) {
            return Problem.of(Status.BAD_REQUEST, "The body must be a JSON object of the documented form.")
                    .response();
        }
        LOG.log(Level.ERROR, "LSW6001E: A request to the API failed inside Leasewatch.", SafeError.of(error));
        return Problem.of(Status.INTERNAL_SERVER_ERROR, "Leasewatch failed; its log says why (LSW6001E).")
                .response();
    }

    private static String words(Status status) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing at this path.";
            case METHOD_NOT_ALLOWED -> "This path has no such method.";
            case UNSUPPORTED_MEDIA_TYPE -> "The body must be application/json.";
            case NOT_ACCEPTABLE -> "The API answers in application/json.";
            case BAD_REQUEST -> "The request is malformed.";
            default -> status.getReasonPhrase() + ".";
        };
    }
}
