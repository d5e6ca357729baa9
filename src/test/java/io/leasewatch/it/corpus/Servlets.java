package io.leasewatch.it.corpus;

import jakarta.enterprise.context.RequestScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.sql.Connection;
import java.sql.SQLException;

/** Filters and listeners of the web container. */
@RequestScoped
@Path("servlets")
public class Servlets extends Databases {

    private static final ThreadLocal<Connection> CACHED = new ThreadLocal<>();

    @Context
    private HttpServletRequest request;

    @GET
    @Path("filtered")
    @Innocent
    public String filtered() throws SQLException {
        return use(PerRequestFilter.current());
    }

    @GET
    @Path("listened")
    @Innocent
    public String listened() throws SQLException {
        return use((Connection) request.getAttribute(PerRequestListener.CONNECTION));
    }

    @GET
    @Path("at-start")
    @Innocent
    public String atStart() {
        return "started";
    }

    @GET
    @Path("kept-from-start")
    @Leaks(kind = "overdue")
    public String keptFromStart() {
        return "started";
    }

    @GET
    @Path("kept-with-a-reason")
    @Innocent
    public String keptWithAReason() {
        return "started";
    }

    @GET
    @Path("kept-on-the-thread")
    @Leaks(kind = "outlived_request")
    public String keptOnTheThread() throws SQLException {
        CACHED.set(manual.getConnection()); // servlets/kept-on-the-thread
        return keep(CACHED.get());
    }
}
