package io.leasewatch.it.corpus;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.RequestScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** Threads that an application starts itself. */
@RequestScoped
@Path("threads")
public class Threads extends Databases {

    @Resource
    private ManagedThreadFactory managed;

    @PersistenceUnit(unitName = "local")
    private EntityManagerFactory local;

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

    /** Only the thread of the request knows when it comes back to what the other thread took. */
    @GET
    @Path("handed-back-late")
    @Innocent
    public String handedBackLate() throws Exception {
        FutureTask<Connection> taking = new FutureTask<>(() -> manual.getConnection()); // threads/handed-back-late
        platform(taking).start();
        try (Connection connection = taking.get()) {
            think(Duration.ofSeconds(2));
            return use(connection);
        }
    }

    @GET
    @Path("executor-handed-on")
    @Innocent
    public String executorHandedOn() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        Future<Connection> taking = executor.submit(() -> manual.getConnection()); // threads/executor-handed-on
        executor.shutdown();
        Connection connection = taking.get();
        FutureTask<String> closing = new FutureTask<>(() -> {
            think(Duration.ofSeconds(2));
            return close(connection);
        });
        platform(closing).start();
        return "in other hands, and closed there";
    }

    /** Whether another task was to close it cannot be told from the end of the executor's thread. */
    @GET
    @Path("executor-forgotten")
    @Leaks(kind = "overdue")
    public String executorForgotten() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        Future<String> taking = executor.submit(() -> keep(manual.getConnection())); // threads/executor-forgotten
        executor.shutdown();
        return taking.get();
    }

    @GET
    @Path("timer-forgotten")
    @Leaks(kind = "overdue")
    public String timerForgotten() throws Exception {
        FutureTask<String> taking = new FutureTask<>(() -> keep(manual.getConnection())); // threads/timer-forgotten
        Timer timer = new Timer("corpus");
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        taking.run();
                        timer.cancel();
                    }
                },
                0);
        return taking.get();
    }

    @GET
    @Path("managed-forgotten")
    @Leaks(kind = "thread_ended")
    public String managedForgotten() throws Exception {
        return on(managed::newThread, () -> keep(manual.getConnection())); // threads/managed-forgotten
    }

    @GET
    @Path("persistence-forgotten")
    @Leaks(kind = "thread_ended", idleInTransaction = true)
    public String persistenceForgotten() throws Exception {
        return on(Threads::platform, () -> {
            EntityManager entities = keep(local.createEntityManager());
            entities.getTransaction().begin();
            return "found " + entities.createNativeQuery("select 1").getSingleResult(); // threads/persistence-forgotten
        });
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
