package io.leasewatch.it.inside;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers whether the exception that came out is the one that was thrown. */
@Provider
public class RefusalMapper implements ExceptionMapper<Refusal> {

    @Override
    public Response toResponse(Refusal refusal) {
        return Response.status(Status.CONFLICT)
                .entity(refusal == Refusal.BY_REST ? "the same" : "another")
                .build();
    }
}
