package io.leasewatch.it.corpus;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** Threads that an application starts itself. */
@RequestScoped
@Path("threads")
public class Threads extends Databases {

    @GET
    @Path("closed")
    @Innocent
    public String closed() throws Exception {
        return on(Threads::platform, () -> {
            try (Connection connection = manual.getConnection()) { // threads/closed
                return use(connection);
            }
        });
    }

    @GET
    @Path("closed-by-another")
    @Innocent
    public String closedByAnother() throws Exception {
        Connection connection = manual.getConnection(); // threads/closed-by-another
        return on(Threads::platform, () -> close(connection));
    }

    @GET
    @Path("handed-on")
    @Innocent
    public String handedOn() throws SQLException {
        Connection connection = manual.getConnection(); // threads/handed-on
        FutureTask<String> later = new FutureTask<>(() -> {
            for (int i = 0; i < 30; i++) {
                use(connection);
                think(Duration.ofMillis(50));
            }
            return close(connection);
        });
        platform(later).start();
        return "in other hands, and closed there";
    }

    @GET
    @Path("handed-back")
    @Innocent
    public String handedBack() throws Exception {
        FutureTask<Connection> taking = new FutureTask<>(() -> manual.getConnection()); // threads/handed-back
        platform(taking).start();
        try (Connection connection = taking.get()) {
            return use(connection);
        }
    }

    @GET
    @Path("supplied")
    @Innocent
    public String supplied() {
        return CompletableFuture.supplyAsync(() -> {
                    try (Connection connection = manual.getConnection()) { // threads/supplied
                        return use(connection);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .join();
    }

    @GET
    @Path("forgotten")
    @Leaks(kind = "thread_ended")
    public String forgotten() throws Exception {
        return on(Threads::platform, () -> keep(manual.getConnection())); // threads/forgotten
    }

    @GET
    @Path("forgotten-shareable")
    @Leaks(kind = "thread_ended")
    public String forgottenShareable() throws Exception {
        return on(Threads::platform, () -> keep(shared.getConnection())); // threads/forgotten-shareable
    }

    @GET
    @Path("supplied-and-kept")
    @Leaks(kind = "overdue")
    public String suppliedAndKept() {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return keep(manual.getConnection()); // threads/supplied-and-kept
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .join();
    }

    @GET
    @Path("virtual-closed")
    @Innocent
    public String virtualClosed() throws Exception {
        return on(Threads::virtual, () -> {
            try (Connection connection = manual.getConnection()) { // threads/virtual-closed
                return use(connection);
            }
        });
    }

    @GET
    @Path("virtual-forgotten")
    @Leaks(kind = "thread_ended")
    public String virtualForgotten() throws Exception {
        return on(Threads::virtual, () -> keep(manual.getConnection())); // threads/virtual-forgotten
    }

    private static String close(Connection connection) throws SQLException {
        connection.close();
        return "closed";
    }

    private static String on(Function<Runnable, Thread> kind, Callable<String> work) throws Exception {
        FutureTask<String> task = new FutureTask<>(work);
        Thread thread = kind.apply(task);
        thread.start();
        thread.join();
        return task.get();
    }

    private static Thread platform(Runnable work) {
        return new Thread(work, "corpus");
    }

    /** By reflection, because the tests are compiled for a Java that has none. */
    private static Thread virtual(Runnable work) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (Thread) Class.forName("java.lang.Thread$Builder")
                    .getMethod("unstarted", Runnable.class)
                    .invoke(builder, work);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
