package io.leasewatch.bookshop;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;

/** The books that are no longer sold, read with JPA. */
@RequestScoped
@Path("archive")
@Produces(APPLICATION_JSON)
public class ArchiveResource {

    @Inject
    private Archive archive;

    @GET
    public List<ArchivedBook> list() {
        return archive.books();
    }
}
