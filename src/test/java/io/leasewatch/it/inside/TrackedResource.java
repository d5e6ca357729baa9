package io.leasewatch.it.inside;

import io.leasewatch.TrackConnections;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.work.Operation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Collectors;

/** A REST resource that is tracked by the method. */
@RequestScoped
@Path("tracked")
@Produces(MediaType.TEXT_PLAIN)
public class TrackedResource {

    @GET
    @Path("look")
    @TrackConnections(service = "inside", operation = "resource work", leakThreshold = "PT45S")
    public String look() {
        List<Lease> leases = OpenLeases.declared();
        return leases.stream().map(TrackedResource::words).collect(Collectors.joining("\n"));
    }

    @GET
    @Path("refuse")
    @TrackConnections(service = "inside", operation = "resource work")
    public String refuse() throws Refusal {
        throw Refusal.BY_REST;
    }

    private static String words(Lease lease) {
        Operation operation = lease.borrower().operation();
        return operation.service() + ", " + operation.name() + ", " + operation.holdLimit();
    }
}
