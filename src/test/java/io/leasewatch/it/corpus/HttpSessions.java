package io.leasewatch.it.corpus;

import jakarta.enterprise.context.RequestScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** HTTP sessions, and what applications keep in them from one request of a user to the next. */
@RequestScoped
@Path("session")
public class HttpSessions extends Databases {

    private static final String KEPT = "kept";

    @Context
    private HttpServletRequest request;

    @GET
    @Path("counted")
    @Innocent(then = {"session/more", "session/more"})
    public String counted() throws SQLException {
        try (Connection connection = shared.getConnection()) { // session/counted
            request.getSession().setAttribute("count", new ArrayList<>(List.of(use(connection))));
        }
        return "one";
    }

    /** The server takes the connection back with each request, and the handle gets another one with the next. */
    @GET
    @Path("shareable")
    @Innocent(then = {"session/use", "session/close"})
    public String shareable() throws SQLException {
        Connection connection = shared.getConnection(); // session/shareable
        request.getSession().setAttribute(KEPT, new Kept(connection));
        return use(connection);
    }

    @GET
    @Path("unshareable")
    @Innocent(then = "session/close")
    public String unshareable() throws SQLException {
        Connection connection = manual.getConnection(); // session/unshareable
        request.getSession().setAttribute(KEPT, new Kept(connection));
        return use(connection);
    }

    @GET
    @Path("unshareable-left-open")
    @Leaks(kind = "overdue", then = "session/use")
    public String unshareableLeftOpen() throws SQLException {
        Connection connection = manual.getConnection(); // session/unshareable-left-open
        request.getSession().setAttribute(KEPT, new Kept(connection));
        return keep(connection);
    }

    @GET
    @Path("more")
    public String more() {
        List<Object> counted = new ArrayList<>((List<?>) request.getSession().getAttribute("count"));
        counted.add("more");
        request.getSession().setAttribute("count", counted);
        return "counted " + counted.size();
    }

    @GET
    @Path("use")
    public String useKept() throws SQLException {
        return use(kept());
    }

    @GET
    @Path("close")
    public String closeKept() throws SQLException {
        String used = use(kept());
        kept().close();
        return used;
    }

    private Connection kept() {
        return ((Kept) request.getSession().getAttribute(KEPT)).connection;
    }

    /** What the server writes into its table of sessions without the connection. */
    private static final class Kept implements Serializable {
        private static final long serialVersionUID = 1;
        private final transient Connection connection;

        Kept(Connection connection) {
            this.connection = connection;
        }
    }
}
