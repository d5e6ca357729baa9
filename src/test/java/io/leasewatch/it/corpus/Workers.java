package io.leasewatch.it.corpus;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.stream.IntStream;

/** Executors: those of the server, and those that an application makes with threads of its own or of the server's factory. */
@RequestScoped
@Path("workers")
public class Workers extends Databases {

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedThreadFactory factory;

    @Resource
    private ContextService contexts;

    @Inject
    private Errands errands;

    @GET
    @Path("all")
    @Innocent
    public String all() throws Exception {
        Callable<String> task = () -> {
            try (Connection connection = manual.getConnection()) { // workers/all
                return use(connection);
            }
        };
        for (Future<String> each : executor.invokeAll(List.of(task, task, task))) {
            each.get();
        }
        return "all done";
    }

    @GET
    @Path("method")
    @Innocent
    public String method() throws Exception {
        return errands.run().get();
    }

    @GET
    @Path("method-left-open")
    @Leaks(kind = "overdue")
    public CompletionStage<String> methodLeftOpen() throws SQLException {
        return errands.runAndLeaveOpen();
    }

    @GET
    @Path("contextual")
    @Innocent
    public String contextual() throws Exception {
        Callable<String> task = contexts.contextualCallable(() -> {
            try (Connection connection = manual.getConnection()) { // workers/contextual
                return use(connection);
            }
        });
        return onThread(task);
    }

    @GET
    @Path("contextual-left-open")
    @Leaks(kind = "thread_ended")
    public String contextualLeftOpen() throws Exception {
        return onThread(
                contexts.contextualCallable(() -> keep(manual.getConnection()))); // workers/contextual-left-open
    }

    /** The worker ends with the executor; what it took belongs to those that wait for it. */
    @GET
    @Path("managed-worker")
    @Innocent
    public String managedWorker() throws Exception {
        return takenByWorker(factory, () -> manual.getConnection()); // workers/managed-worker
    }

    @GET
    @Path("wrapped-worker")
    @Innocent
    public String wrappedWorker() throws Exception {
        ThreadFactory wrapping = work -> new Thread(() -> named("corpus-wrapped", work));
        return takenByWorker(wrapping, () -> manual.getConnection()); // workers/wrapped-worker
    }

    @GET
    @Path("extended-worker")
    @Innocent
    public String extendedWorker() throws Exception {
        return takenByWorker(Worker::new, () -> manual.getConnection()); // workers/extended-worker
    }

    @GET
    @Path("own-fork-join")
    @Innocent
    public String ownForkJoin() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        Connection connection = pool.submit(() -> manual.getConnection()).get(); // workers/own-fork-join
        pool.shutdown();
        return closedLater(connection);
    }

    @GET
    @Path("parallel")
    @Innocent
    public String parallel() {
        return "did "
                + IntStream.range(0, 8).parallel().filter(number -> isUsed()).count();
    }

    private boolean isUsed() {
        try (Connection connection = manual.getConnection()) { // workers/parallel
            return use(connection).equals("used");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @GET
    @Path("virtual-worker")
    @Innocent
    public String virtualWorker() throws Exception {
        ExecutorService each = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        Connection connection = each.submit(() -> manual.getConnection()).get(); // workers/virtual-worker
        each.shutdown();
        return closedLater(connection);
    }

    @GET
    @Path("chained")
    @Innocent
    public String chained() {
        return CompletableFuture.supplyAsync(this::taken)
                .thenApplyAsync(connection -> closed(connection, Duration.ofSeconds(1)), executor)
                .join();
    }

    private Connection taken() {
        try {
            return manual.getConnection(); // workers/chained
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String takenByWorker(ThreadFactory threads, Callable<Connection> taking) throws Exception {
        ExecutorService workers = Executors.newSingleThreadExecutor(threads);
        Future<Connection> taken = workers.submit(taking);
        workers.shutdown();
        return closedLater(taken.get());
    }

    /** By another thread, after a while in which it is not used. */
    private static String closedLater(Connection connection) {
        new Thread(() -> closed(connection, Duration.ofSeconds(2)), "corpus-closing").start();
        return "in other hands, and closed there";
    }

    private static String closed(Connection connection, Duration later) {
        think(later);
        try {
            connection.close();
            return "closed";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String onThread(Callable<String> work) throws Exception {
        FutureTask<String> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "corpus-contextual");
        thread.start();
        thread.join();
        return task.get();
    }

    private static void named(String name, Runnable work) {
        Thread.currentThread().setName(name);
        work.run();
    }

    /** A thread of an application, for an executor. */
    private static final class Worker extends Thread {

        Worker(Runnable work) {
            super(work, "corpus-extended");
        }

        @Override
        public void run() {
            super.run();
        }
    }
}
