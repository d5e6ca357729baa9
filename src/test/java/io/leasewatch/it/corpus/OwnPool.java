package io.leasewatch.it.corpus;

import com.zaxxer.hikari.HikariDataSource;
import io.leasewatch.Leasewatch;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;

/** HikariCP inside the application: nobody takes back what is left open. */
@ApplicationScoped
@Path("hikari")
public class OwnPool extends Databases {

    private final HikariDataSource bare = pool("bare");
    private final HikariDataSource hikari = pool("own");
    private final DataSource own = Leasewatch.watch(hikari, "own");

    private static HikariDataSource pool(String name) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setJdbcUrl("jdbc:h2:mem:hikari");
        pool.setDriverClassName("org.h2.Driver");
        pool.setMinimumIdle(1);
        return pool;
    }

    @PreDestroy
    void close() {
        hikari.close();
        bare.close();
    }

    @GET
    @Path("closed")
    @Innocent
    public String closed() throws SQLException {
        try (Connection connection = own.getConnection()) { // hikari/closed
            return use(connection);
        }
    }

    @GET
    @Path("handed-on")
    @Innocent
    public String handedOn() throws SQLException {
        Connection connection = own.getConnection(); // hikari/handed-on
        new Thread(() -> useAndClose(connection), "corpus-hikari").start();
        return "in other hands, and closed there";
    }

    @GET
    @Path("left-open")
    @Leaks(kind = "outlived_request")
    public String leftOpen() throws SQLException {
        return keep(own.getConnection()); // hikari/left-open
    }

    @GET
    @Path("on-a-thread")
    @Leaks(kind = "thread_ended")
    public String onAThread() throws Exception {
        FutureTask<String> taking = new FutureTask<>(() -> keep(own.getConnection())); // hikari/on-a-thread
        Thread thread = new Thread(taking, "corpus-hikari");
        thread.start();
        thread.join();
        return taking.get();
    }

    @GET
    @Path("dropped")
    @Leaks(kind = "collected")
    public String dropped() {
        String done = CompletableFuture.supplyAsync(() -> {
                    try {
                        return use(own.getConnection()); // hikari/dropped
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .join();
        System.gc();
        return done;
    }

    @GET
    @Path("unwatched")
    @Leaks(
            kind = "outlived_request",
            byWrapper = "nothing",
            because = "no wrapper stands before a pool that nobody wrapped")
    public String unwatched() throws SQLException {
        return keep(bare.getConnection()); // hikari/unwatched
    }

    private static void useAndClose(Connection connection) {
        try {
            for (int i = 0; i < 30; i++) {
                use(connection);
                think(Duration.ofMillis(50));
            }
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
