package io.leasewatch.it.corpus;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Timers that survive the server, and one that every server has for itself. */
@RequestScoped
@Path("timers")
public class Timers {

    @EJB
    private Calendar calendar;

    @GET
    @Path("persistent")
    @Innocent
    public String persistent() {
        return calendar.plan("persistent");
    }

    @GET
    @Path("persistent-left-open")
    @Leaks(kind = "outlived_operation")
    public String persistentLeftOpen() {
        return calendar.plan("persistent-left-open");
    }

    @GET
    @Path("every-second")
    @Innocent
    public String everySecond() {
        return "goes on";
    }
}
