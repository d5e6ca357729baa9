package io.leasewatch.it.corpus;

import io.leasewatch.TrackConnections;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What an application does beside its requests, for as long as it runs. */
@ApplicationScoped
@Path("background")
public class Background extends Databases {

    private final ScheduledExecutorService own = Executors.newSingleThreadScheduledExecutor();

    @Resource
    private ManagedScheduledExecutorService managed;

    private volatile boolean stopped;

    @PreDestroy
    void stop() {
        stopped = true;
        own.shutdownNow();
    }

    @GET
    @Path("poller")
    @Innocent
    public String poller() {
        new Thread(this::poll, "corpus-poller").start();
        return "polls";
    }

    private void poll() {
        while (!stopped) {
            try (Connection connection = manual.getConnection()) { // background/poller
                use(connection);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            think(Duration.ofMillis(200));
        }
    }

    @GET
    @Path("poller-that-keeps")
    @Leaks(kind = "overdue")
    public String pollerThatKeeps() {
        new Thread(this::pollWithOne, "corpus-poller").start();
        return "polls";
    }

    private void pollWithOne() {
        try (Connection connection = manual.getConnection()) { // background/poller-that-keeps
            pollBy(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @GET
    @Path("poller-with-a-reason")
    @Innocent
    public String pollerWithAReason() {
        new Thread(this::pollWithReason, "corpus-poller").start();
        return "polls";
    }

    @TrackConnections(reason = "waits for notifications")
    private void pollWithReason() {
        try (Connection connection = manual.getConnection()) { // background/poller-with-a-reason
            pollBy(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void pollBy(Connection connection) throws SQLException {
        while (!stopped) {
            use(connection);
            think(Duration.ofMillis(200));
        }
    }

    @GET
    @Path("scheduled")
    @Innocent
    public String scheduled() {
        Future<?> unused = managed.scheduleAtFixedRate(this::work, 0, 500, TimeUnit.MILLISECONDS);
        return "scheduled";
    }

    private void work() {
        try (Connection connection = shared.getConnection()) { // background/scheduled
            use(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @GET
    @Path("scheduled-by-itself")
    @Innocent
    public String scheduledByItself() {
        Future<?> unused = own.scheduleWithFixedDelay(this::workAlone, 0, 500, TimeUnit.MILLISECONDS);
        return "scheduled";
    }

    private void workAlone() {
        try (Connection connection = manual.getConnection()) { // background/scheduled-by-itself
            use(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
