package io.leasewatch.it.corpus;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Jdbi, whose handles each have a connection until they are closed. */
@RequestScoped
@Path("jdbi")
public class JdbiHandles extends Databases {

    @GET
    @Path("with-handle")
    @Innocent
    public String withHandle() {
        return "found " + Jdbi.create(manual).withHandle(JdbiHandles::one); // jdbi/with-handle
    }

    @GET
    @Path("opened-and-closed")
    @Innocent
    public String openedAndClosed() {
        try (Handle handle = Jdbi.create(manual).open()) { // jdbi/opened-and-closed
            return "found " + one(handle);
        }
    }

    @GET
    @Path("transaction")
    @Innocent
    public String transaction() {
        return "found " + Jdbi.create(manual).inTransaction(JdbiHandles::one); // jdbi/transaction
    }

    @GET
    @Path("left-open")
    @Leaks(kind = "outlived_request")
    public String leftOpen() {
        return "found " + one(keep(Jdbi.create(manual).open())); // jdbi/left-open
    }

    private static int one(Handle handle) {
        return handle.createQuery("select 1").mapTo(Integer.class).one();
    }
}
