package io.leasewatch.bookshop;

import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Says to whom sent it that something is no JSON, or not the JSON it should be. */
@Provider
public class MalformedJsonMapper implements ExceptionMapper<JsonbException> {

    @Override
    public Response toResponse(JsonbException e) {
        return Response.status(Status.BAD_REQUEST)
                .type(MediaType.TEXT_PLAIN)
                .entity("An order must be JSON such as {\"bookId\":1,\"quantity\":2}.\n")
                .build();
    }
}
