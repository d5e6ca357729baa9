package io.leasewatch.it.corpus;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Work that goes on elsewhere: the server's executors, requests that are answered later, and events. */
@RequestScoped
@Path("async")
public class Asynchronously extends Databases {

    private static final String CONTAINER = "closed_by_container";

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    @GET
    @Path("stage")
    @Innocent
    public CompletionStage<String> stage() {
        return executor.supplyAsync(() -> safely(() -> {
            try (Connection connection = manual.getConnection()) { // async/stage
                return use(connection);
            }
        }));
    }

    @GET
    @Path("closed-by-the-next-stage")
    @Innocent
    public CompletionStage<String> closedByTheNextStage() {
        return executor.supplyAsync(() -> {
                    try {
                        return manual.getConnection(); // async/closed-by-the-next-stage
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .thenApplyAsync(connection -> {
                    think(Duration.ofSeconds(1));
                    return safely(() -> closed(connection));
                });
    }

    @GET
    @Path("task")
    @Innocent
    public String task() throws Exception {
        Callable<String> task = () -> {
            try (Connection connection = shared.getConnection()) { // async/task
                return use(connection);
            }
        };
        return executor.submit(task).get();
    }

    /** Another task may have got the connection from this one, so nobody can be certain. */
    @GET
    @Path("task-left-open")
    @Leaks(kind = "overdue")
    public String taskLeftOpen() throws Exception {
        Callable<String> task = () -> keep(manual.getConnection()); // async/task-left-open
        return executor.submit(task).get();
    }

    @GET
    @Path("task-left-open-shareable")
    @Leaks(
            kind = "outlived_request",
            ending = CONTAINER,
            within = 6,
            byWrapper = "overdue, closed_by_container",
            because = "nobody tells the wrapper that a task is over")
    public String taskLeftOpenShareable() throws Exception {
        Callable<String> task = () -> keep(shared.getConnection()); // async/task-left-open-shareable
        return executor.submit(task).get();
    }

    @GET
    @Path("scheduled")
    @Innocent
    public String scheduled() throws Exception {
        Callable<String> task = () -> {
            try (Connection connection = manual.getConnection()) { // async/scheduled
                return use(connection);
            }
        };
        return scheduler.schedule(task, 10, TimeUnit.MILLISECONDS).get();
    }

    @GET
    @Path("scheduled-left-open")
    @Leaks(kind = "overdue")
    public String scheduledLeftOpen() throws Exception {
        Callable<String> task = () -> keep(manual.getConnection()); // async/scheduled-left-open
        return scheduler.schedule(task, 10, TimeUnit.MILLISECONDS).get();
    }

    @GET
    @Path("answered-later")
    @Innocent
    public void answeredLater(@Suspended AsyncResponse response) throws SQLException {
        Connection connection = manual.getConnection(); // async/answered-later
        executor.execute(() -> {
            think(Duration.ofSeconds(1));
            response.resume(safely(() -> use(connection) + closed(connection)));
        });
    }

    @GET
    @Path("answered-later-left-open")
    @Leaks(kind = "outlived_request")
    public void answeredLaterLeftOpen(@Suspended AsyncResponse response) throws SQLException {
        keep(manual.getConnection()); // async/answered-later-left-open
        executor.execute(() -> {
            think(Duration.ofSeconds(1));
            response.resume("answered");
        });
    }

    /** Nothing happens for as long as a long poll waits; the threads that began it have other work or end. */
    @GET
    @Path("long-poll")
    @Innocent
    public void longPoll(@Suspended AsyncResponse response) throws SQLException {
        Connection connection = manual.getConnection(); // async/long-poll
        Future<?> unused =
                scheduler.schedule(() -> response.resume(safely(() -> closed(connection))), 3, TimeUnit.SECONDS);
    }

    @GET
    @Path("task-long-poll")
    @Innocent
    public void taskLongPoll(@Suspended AsyncResponse response) {
        executor.execute(() -> safely(() -> {
            Connection connection = manual.getConnection(); // async/task-long-poll
            Future<?> unused =
                    scheduler.schedule(() -> response.resume(safely(() -> closed(connection))), 3, TimeUnit.SECONDS);
            return "waits";
        }));
    }

    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Innocent
    public void events(@Context SseEventSink sink, @Context Sse sse) throws SQLException {
        try (Connection connection = manual.getConnection()) { // async/events
            for (int i = 0; i < 5; i++) {
                sink.send(sse.newEvent(use(connection)));
                think(Duration.ofMillis(100));
            }
        }
        sink.close();
    }

    @GET
    @Path("events-left-open")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Leaks(kind = "outlived_request")
    public void eventsLeftOpen(@Context SseEventSink sink, @Context Sse sse) throws SQLException {
        Connection connection = manual.getConnection(); // async/events-left-open
        sink.send(sse.newEvent(keep(connection)));
        sink.close();
    }

    @GET
    @Path("events-later")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Innocent
    public void eventsLater(@Context SseEventSink sink, @Context Sse sse) throws SQLException {
        Connection connection = manual.getConnection(); // async/events-later
        executor.execute(() -> send(connection, sink, sse));
    }

    /** With each use on another thread the handle gets another connection. */
    @GET
    @Path("events-later-shareable")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Innocent
    public void eventsLaterShareable(@Context SseEventSink sink, @Context Sse sse) throws SQLException {
        Connection connection = shared.getConnection(); // async/events-later-shareable
        executor.execute(() -> send(connection, sink, sse));
    }

    /** The server closes the connection when the method returns, while events are still to be sent by it. */
    @GET
    @Path("events-later-unshareable")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Innocent
    public void eventsLaterUnshareable(@Context SseEventSink sink, @Context Sse sse) throws SQLException {
        Connection connection = unshared.getConnection(); // async/events-later-unshareable
        use(connection);
        executor.execute(() -> send(connection, sink, sse));
    }

    private static void send(Connection connection, SseEventSink sink, Sse sse) {
        try (connection;
                sink) {
            for (int i = 0; i < 10; i++) {
                think(Duration.ofMillis(200));
                sink.send(sse.newEvent(use(connection)));
            }
        } catch (SQLException e) {
            // The server has closed it.
        }
    }

    private static String closed(Connection connection) throws SQLException {
        connection.close();
        return "closed";
    }

    private static String safely(Callable<String> work) {
        try {
            return work.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
