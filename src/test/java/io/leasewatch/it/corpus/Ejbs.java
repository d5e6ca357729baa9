package io.leasewatch.it.corpus;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import java.time.Duration;

/** Enterprise beans, with transactions of the container's and of their own. */
@RequestScoped
@Path("ejb")
public class Ejbs extends Databases {

    private static final String CONTAINER = "closed_by_container";

    @EJB
    private Clerk clerk;

    @EJB
    private Accountant accountant;

    @EJB
    private Alarm alarm;

    @EJB
    private Archivist archivist;

    @Inject
    private Listener listener;

    @EJB
    private Visit visit;

    @GET
    @Path("required")
    @Innocent
    public String required() throws SQLException {
        return clerk.required();
    }

    @GET
    @Path("required-left-open")
    @Leaks(kind = "outlived_request", ending = CONTAINER)
    public String requiredLeftOpen() throws SQLException {
        return clerk.requiredLeftOpen();
    }

    @GET
    @Path("requires-new")
    @Innocent
    public String requiresNew() throws SQLException {
        return accountant.around(true);
    }

    @GET
    @Path("requires-new-left-open")
    @Leaks(kind = "outlived_request")
    public String requiresNewLeftOpen() throws SQLException {
        return accountant.around(false);
    }

    @GET
    @Path("bean-managed")
    @Innocent
    public String beanManaged() throws Exception {
        return archivist.committed();
    }

    /** The bean goes back into its pool, and the server closes what it left open only when it throws the bean away. */
    @GET
    @Path("bean-managed-left-open")
    @Leaks(kind = "outlived_request")
    public String beanManagedLeftOpen() throws Exception {
        return archivist.committedAndLeftOpen();
    }

    @GET
    @Path("stateful")
    @Innocent
    public String stateful() throws SQLException {
        visit.begin();
        Visit kept = visit;
        new Thread(() -> end(kept), "corpus-visit").start();
        return "goes on";
    }

    @GET
    @Path("listener")
    @Innocent
    public String listener() throws SQLException {
        return listener.listen();
    }

    @GET
    @Path("singleton-field")
    @Leaks(kind = "outlived_request")
    public String singletonField() throws SQLException {
        return listener.remember();
    }

    @GET
    @Path("timer")
    @Innocent
    public String timer() {
        return alarm.ring("timer");
    }

    @GET
    @Path("timer-left-open")
    @Leaks(kind = "outlived_transaction")
    public String timerLeftOpen() {
        return alarm.ring("timer-left-open");
    }

    @GET
    @Path("asynchronous")
    @Innocent
    public String asynchronous() throws Exception {
        return clerk.asynchronous().get();
    }

    @GET
    @Path("asynchronous-left-open")
    @Leaks(kind = "outlived_transaction")
    public String asynchronousLeftOpen() throws Exception {
        return clerk.asynchronousLeftOpen().get();
    }

    @GET
    @Path("asynchronous-without-transaction")
    @Leaks(kind = "outlived_operation")
    public String asynchronousWithoutTransaction() throws Exception {
        return clerk.asynchronousWithoutTransaction().get();
    }

    private static void end(Visit visit) {
        think(Duration.ofSeconds(2));
        visit.end();
    }
}
