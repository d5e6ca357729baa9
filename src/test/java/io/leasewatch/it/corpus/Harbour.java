package io.leasewatch.it.corpus;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A shipping company's application: cargos are entities, a message reports that one was handled, and a timer moves the reported ones to
 * where they are.
 */
@RequestScoped
@Path("cargo")
public class Harbour {

    @EJB
    private Bookings bookings;

    @EJB
    private Manifest manifest;

    @GET
    @Path("booked")
    @Innocent
    public String booked() {
        bookings.book("booked");
        return bookings.track("booked");
    }

    @GET
    @Path("listed")
    @Innocent
    public String listed() {
        return "listed " + bookings.list();
    }

    @GET
    @Path("routed")
    @Innocent
    public String routed() throws SQLException {
        bookings.book("routed");
        return bookings.route("routed");
    }

    @GET
    @Path("routed-left-open")
    @Leaks(kind = "outlived_request", ending = "closed_by_container")
    public String routedLeftOpen() throws SQLException {
        bookings.book("routed-left-open");
        return bookings.routeAndLeaveOpen("routed-left-open");
    }

    /** It is in the ship when a message and a transaction for it have been handled. */
    @GET
    @Path("handled")
    @Innocent
    public String handled() {
        bookings.book("handled");
        bookings.report("handled");
        return awaited("handled", "ship");
    }

    @GET
    @Path("handled-left-open")
    @Leaks(kind = "outlived_transaction")
    public String handledLeftOpen() {
        bookings.book("handled-left-open");
        bookings.report("handled-left-open");
        return awaited("handled-left-open", "ship");
    }

    @GET
    @Path("unloaded")
    @Innocent
    public String unloaded() {
        bookings.book("unloaded");
        manifest.add("unloaded");
        return awaited("unloaded", "port");
    }

    @GET
    @Path("unloaded-left-open")
    @Leaks(kind = "outlived_transaction")
    public String unloadedLeftOpen() {
        bookings.book("unloaded-left-open");
        manifest.add("unloaded-left-open");
        return awaited("unloaded-left-open", "port");
    }

    private String awaited(String cargo, String place) {
        for (int i = 0; i < 100; i++) {
            if (bookings.track(cargo).equals(place)) {
                return place;
            }
            Databases.think(Duration.ofMillis(100));
        }
        throw new IllegalStateException(cargo + " is " + bookings.track(cargo));
    }
}
