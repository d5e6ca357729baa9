package io.leasewatch.bookshop;

import io.leasewatch.ConnectionMonitor;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;

/** Everything an application can do wrong with a connection, on request. Each answer says in one line what was done. */
@RequestScoped
@Path("trouble")
@Produces(MediaType.TEXT_PLAIN)
public class TroubleResource {

    private static final Logger LOG = System.getLogger(TroubleResource.class.getName());

    private static final int LONGEST_SECONDS = 600;
    private static final int LARGEST_BURST = 100;

    @Resource(lookup = "jdbc/bookshop")
    private DataSource bookshop;

    @Resource(lookup = "jdbc/reports", shareable = false)
    private DataSource reports;

    @Resource(lookup = "jdbc/audit", shareable = false)
    private DataSource audit;

    @Resource(lookup = Archive.DATA_SOURCE)
    private DataSource archive;

    @Inject
    private Leaked leaked;

    @Inject
    private Stocktaking stocktaking;

    @GET
    @Path("leak-thread")
    public String leakThread() throws SQLException, InterruptedException {
        int now = leaked.forget(takenOnAThread(() -> bookshop.getConnection()));
        return "Took a connection of jdbc/bookshop on a thread of its own and forgot it: TroubleResource.java takes it, the"
                + " thread has ended, nobody gives it back. " + leakedNow(now);
    }

    @GET
    @Path("leak-archive")
    public String leakArchive() throws SQLException, InterruptedException {
        int now = leaked.forget(takenOnAThread(() -> archive.getConnection()));
        return "Took a connection of " + Archive.DATA_SOURCE
                + ", which this application defines itself, on a thread of its own"
                + " and forgot it: TroubleResource.java takes it, and nobody gives it back. " + leakedNow(now);
    }

    @GET
    @Path("leak-request")
    public String leakRequest() throws SQLException {
        int now = leaked.forget(bookshop.getConnection());
        return "Took a connection of jdbc/bookshop in this request and left it open: TroubleResource.java takes it; the server"
                + " quietly takes the slot back at the request's end, because it is shareable. " + leakedNow(now);
    }

    @GET
    @Path("leak-unshared")
    public String leakUnshared() throws SQLException {
        int now = leaked.forget(reports.getConnection());
        return "Took a connection of jdbc/reports in this request and left it open: TroubleResource.java takes it; the server"
                + " closes it at the request's end, because it is unshareable. Until then " + leakedNow(now);
    }

    @GET
    @Path("leak-noauto")
    public String leakWithoutAutoClose() throws SQLException {
        int now = leaked.forget(audit.getConnection());
        return "Took a connection of jdbc/audit in this request and left it open: TroubleResource.java takes it, and with"
                + " autoCloseConnections=\"false\" the server never closes it. " + leakedNow(now);
    }

    @GET
    @Path("hold")
    public String hold(@DefaultValue("10") @QueryParam("seconds") String seconds)
            throws SQLException, InterruptedException {
        int held = Bounds.check("seconds", seconds, 0, LONGEST_SECONDS);
        stocktaking.count(Duration.ofSeconds(held));
        return "Held a connection of jdbc/bookshop for " + held
                + " s and gave it back: Stocktaking.java holds it by right, for" + " up to 10 minutes, and says why.\n";
    }

    @GET
    @Path("slow-query")
    public String slowQuery(@DefaultValue("6") @QueryParam("seconds") String seconds) throws SQLException {
        int taken = Bounds.check("seconds", seconds, 0, LONGEST_SECONDS);
        try (Connection connection = bookshop.getConnection()) {
            SlowQuery.run(connection, Duration.ofSeconds(taken));
        }
        return "Ran a query on jdbc/bookshop that took " + taken + " s, and gave the connection back.\n";
    }

    @GET
    @Path("retain")
    public String retain(@DefaultValue("6") @QueryParam("seconds") String seconds)
            throws SQLException, InterruptedException {
        int kept = Bounds.check("seconds", seconds, 0, LONGEST_SECONDS);
        bookshop.getConnection().close();
        Thread.sleep(Duration.ofSeconds(kept).toMillis());
        return "Closed a connection of jdbc/bookshop at once and worked on for " + kept
                + " s: it is shareable, so the server kept it until this request ended.\n";
    }

    @GET
    @Path("slow")
    public String slow(@DefaultValue("6") @QueryParam("seconds") String seconds) throws InterruptedException {
        int slept = Bounds.check("seconds", seconds, 0, LONGEST_SECONDS);
        Thread.sleep(Duration.ofSeconds(slept).toMillis());
        return "Took " + slept + " s to answer, and no connection: more than 5 s is a slow request.\n";
    }

    @GET
    @Path("late")
    public String late(@DefaultValue("3") @QueryParam("seconds") String seconds)
            throws SQLException, InterruptedException {
        int until = Bounds.check("seconds", seconds, 0, LONGEST_SECONDS);
        LOG.log(Level.INFO, "A request that will take its connection late has begun");
        Thread.sleep(Duration.ofSeconds(until).toMillis());
        try (Connection connection = bookshop.getConnection()) {
            return "Took a connection of jdbc/bookshop after " + until + " s of work, and "
                    + (connection.isValid(5) ? "could use it.\n" : "could not use it.\n");
        }
    }

    @GET
    @Path("nested")
    public String nested() throws SQLException {
        try (Connection outer = bookshop.getConnection();
                Connection inner = bookshop.getConnection()) {
            inner.setAutoCommit(outer.getAutoCommit());
        }
        return "Took a second connection of jdbc/bookshop while holding one, and gave both back: when ten requests do that at"
                + " once, a pool of 10 can lock up for good.\n";
    }

    @GET
    @Path("burst")
    public String burst(@DefaultValue("8") @QueryParam("n") String n) throws SQLException, InterruptedException {
        int taken = Bounds.check("n", n, 1, LARGEST_BURST);
        try (Armful armful = new Armful()) {
            for (int i = 0; i < taken; i++) {
                armful.add(bookshop.getConnection());
            }
            Thread.sleep(Duration.ofSeconds(1).toMillis());
        }
        return "Held " + taken + " connections of jdbc/bookshop at once for a second, and gave all of them back.\n";
    }

    @GET
    @Path("uncommitted")
    public String uncommitted(@DefaultValue("false") @QueryParam("thread") boolean thread)
            throws SQLException, InterruptedException {
        for (DataSource pool : new DataSource[] {bookshop, reports, archive}) {
            if (thread) {
                takenOnAThread(() -> closeUncommitted(pool));
            } else {
                closeUncommitted(pool).close();
            }
        }
        return "Closed connections without a commit.\n";
    }

    private static Connection closeUncommitted(DataSource pool) throws SQLException {
        Connection connection = pool.getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists uncommitted (id int)");
            statement.execute("insert into uncommitted values (1)");
        }
        connection.close();
        return connection;
    }

    @POST
    @Path("blab")
    public String blab(String secret) throws SQLException {
        ConnectionMonitor.recordError(
                "bookshop",
                new SQLException("no answer of jdbc:h2:tcp://ada:" + secret + "@db/~/x;password=" + secret),
                "blab");
        ConnectionMonitor.recordError("bookshop", new SQLException("no row for '" + secret + "'"), "blab");
        Connection connection = audit.getConnection();
        int now = leaked.forget(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select '" + secret + "' /* " + secret + " */");
        }
        return "Told the monitor of errors with a secret in them, and left a connection of jdbc/audit open that ran a statement"
                + " with it. " + leakedNow(now);
    }

    @POST
    @Path("heal")
    public String heal() throws SQLException {
        int closed = leaked.heal();
        return "Closed " + closed + (closed == 1 ? " leaked connection.\n" : " leaked connections.\n");
    }

    private static Connection takenOnAThread(Callable<Connection> take) throws SQLException, InterruptedException {
        FutureTask<Connection> taking = new FutureTask<>(take);
        Thread thread = new Thread(taking, "bookshop-forgetful");
        thread.start();
        thread.join();
        try {
            return taking.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        }
    }

    private static String leakedNow(int now) {
        return (now == 1 ? "1 is leaked now; POST heal closes it" : now + " are leaked now; POST heal closes them")
                + ".\n";
    }
}
