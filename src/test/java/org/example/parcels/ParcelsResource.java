package org.example.parcels;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;

/** Parcels, in plain words. */
@RequestScoped
@Path("parcels")
@Produces(MediaType.TEXT_PLAIN)
public class ParcelsResource {

    @Inject
    private Depot depot;

    @POST
    public long send(@QueryParam("receiver") String receiver, @QueryParam("thing") List<String> things) {
        return depot.send(receiver, things);
    }

    @GET
    public String receivers() {
        return String.join(" ", depot.receivers());
    }

    @GET
    @Path("things")
    public long count(@QueryParam("receiver") String receiver) {
        return depot.count(receiver);
    }

    @GET
    @Path("{id}")
    public String unpack(@PathParam("id") long id) {
        return String.join(" ", depot.unpack(id));
    }

    @PUT
    @Path("{id}")
    public void redirect(@PathParam("id") long id, @QueryParam("receiver") String receiver) {
        depot.redirect(id, receiver);
    }

    @DELETE
    @Path("{id}")
    public void remove(@PathParam("id") long id) {
        depot.remove(id);
    }

    @POST
    @Path("in-vain")
    public Response sendInVain(@QueryParam("receiver") String receiver) {
        try {
            depot.sendInVain(receiver);
            return Response.ok().build();
        } catch (IllegalStateException e) {
            return Response.status(Response.Status.CONFLICT)
                    .entity(e.getMessage())
                    .build();
        }
    }

    @POST
    @Path("lose")
    public void lose() throws SQLException {
        depot.lose();
    }

    @POST
    @Path("lose-on-a-thread")
    public void loseOnAThread() throws InterruptedException {
        depot.loseOnAThread();
    }

    @POST
    @Path("find-again")
    public void findAgain() throws SQLException {
        depot.findAgain();
    }
}
