package io.leasewatch.it.corpus;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Qualifier;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Connections that CDI hands out and takes back, and events that others handle. */
@RequestScoped
@Path("produced")
public class Producers extends Databases {

    @Inject
    @PerRequest
    private Connection perRequest;

    @Inject
    @NotDisposed
    private Instance<Connection> notDisposed;

    @Inject
    @Dependently
    private Instance<Connection> dependent;

    @Inject
    private Event<Ordered> orders;

    @GET
    @Path("per-request")
    @Innocent
    public String perRequest() throws SQLException {
        return use(perRequest);
    }

    @GET
    @Path("not-disposed")
    @Leaks(kind = "outlived_request")
    public String notDisposed() throws SQLException {
        return use(notDisposed.get());
    }

    @GET
    @Path("dependent")
    @Innocent
    public String dependent() throws SQLException {
        Connection connection = dependent.get();
        try {
            return use(connection);
        } finally {
            dependent.destroy(connection);
        }
    }

    @GET
    @Path("event")
    @Innocent
    public String event() {
        orders.fire(new Ordered("event"));
        return "handled";
    }

    @GET
    @Path("event-later")
    @Innocent
    public String eventLater() {
        orders.fireAsync(new Ordered("event-later"));
        return "will be handled";
    }

    @GET
    @Path("event-later-left-open")
    @Leaks(kind = "overdue")
    public String eventLaterLeftOpen() {
        orders.fireAsync(new Ordered("event-later-left-open"));
        return "will be handled";
    }

    @GET
    @Path("event-after-commit")
    @Innocent
    @Transactional
    public String eventAfterCommit() {
        orders.fire(new Ordered("event-after-commit"));
        return "will be handled";
    }

    /** What happened. */
    record Ordered(String how) {}

    /** Handles the events. */
    @ApplicationScoped
    public static class Warehouse extends Databases {

        void ordered(@Observes Ordered order) throws SQLException {
            if (order.how().equals("event")) {
                try (Connection connection = shared.getConnection()) { // produced/event
                    use(connection);
                }
            }
        }

        void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Ordered order) throws SQLException {
            if (order.how().equals("event-after-commit")) {
                try (Connection connection = unshared.getConnection()) { // produced/event-after-commit
                    use(connection);
                }
            }
        }

        void orderedLater(@ObservesAsync Ordered order) throws SQLException {
            if (order.how().equals("event-later")) {
                try (Connection connection = manual.getConnection()) { // produced/event-later
                    use(connection);
                    think(Duration.ofSeconds(1));
                }
            } else if (order.how().equals("event-later-left-open")) {
                keep(manual.getConnection()); // produced/event-later-left-open
            }
        }
    }

    /** Makes connections for others. */
    @Dependent
    public static class Factory extends Databases {

        @Produces
        @RequestScoped
        @PerRequest
        Connection perRequest() throws SQLException {
            return manual.getConnection(); // produced/per-request
        }

        void close(@Disposes @PerRequest Connection connection) throws SQLException {
            connection.close();
        }

        @Produces
        @RequestScoped
        @NotDisposed
        Connection notDisposed() throws SQLException {
            Connection connection = manual.getConnection(); // produced/not-disposed
            keep(connection);
            return connection;
        }

        @Produces
        @Dependently
        Connection dependent() throws SQLException {
            return manual.getConnection(); // produced/dependent
        }

        void closeDependent(@Disposes @Dependently Connection connection) throws SQLException {
            connection.close();
        }
    }

    /** Closed with the request. */
    @Qualifier
    @Retention(RetentionPolicy.RUNTIME)
    @interface PerRequest {}

    /** Never closed. */
    @Qualifier
    @Retention(RetentionPolicy.RUNTIME)
    @interface NotDisposed {}

    /** Closed with what it was injected into. */
    @Qualifier
    @Retention(RetentionPolicy.RUNTIME)
    @interface Dependently {}
}
