package io.leasewatch.it.corpus;

import io.leasewatch.ConnectionMonitor;
import io.leasewatch.TrackConnections;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** CDI beans: how long they live, and what is done around their methods. */
@RequestScoped
@Path("cdi")
public class Beans extends Databases {

    private static final String CONTAINER = "closed_by_container";

    @Inject
    private Tidy tidy;

    @Inject
    private Untidy untidy;

    @Inject
    private Registry registry;

    @Inject
    private Session session;

    @Inject
    private Service service;

    @GET
    @Path("request-scoped")
    @Innocent
    public String requestScoped() throws SQLException {
        return tidy.take();
    }

    @GET
    @Path("request-scoped-left-open")
    @Leaks(kind = "outlived_request")
    public String requestScopedLeftOpen() throws SQLException {
        return untidy.take();
    }

    @GET
    @Path("application-scoped-field")
    @Leaks(kind = "outlived_request")
    public String applicationScopedField() throws SQLException {
        return registry.take();
    }

    @GET
    @Path("session-scoped")
    @Leaks(kind = "overdue")
    public String sessionScoped() throws SQLException {
        return session.take();
    }

    @GET
    @Path("session-scoped-by-right")
    @Innocent
    public String sessionScopedByRight() throws SQLException {
        return session.takeByRight();
    }

    @GET
    @Path("transactional")
    @Innocent
    public String transactional() throws SQLException {
        return service.transactional();
    }

    @GET
    @Path("transactional-left-open")
    @Leaks(kind = "outlived_request", ending = CONTAINER)
    public String transactionalLeftOpen() throws SQLException {
        return service.transactionalLeftOpen();
    }

    @GET
    @Path("closed-by-the-caller")
    @Innocent
    public String closedByTheCaller() throws SQLException {
        try (Connection connection = service.open()) {
            return use(connection);
        }
    }

    @GET
    @Path("operation-on-a-thread")
    @Leaks(kind = "outlived_operation")
    public String operationOnAThread() throws Exception {
        FutureTask<String> taking = new FutureTask<>(() -> {
            try (AutoCloseable work = ConnectionMonitor.track("corpus", "import")) {
                return work + keep(manual.getConnection()); // cdi/operation-on-a-thread
            }
        });
        Thread thread = new Thread(
                () -> {
                    taking.run();
                    think(LONG);
                },
                "corpus-import");
        thread.start();
        return taking.get();
    }

    /** Closes what it took when its request is over. */
    @RequestScoped
    public static class Tidy extends Databases {

        private @Nullable Connection connection;

        String take() throws SQLException {
            connection = manual.getConnection(); // cdi/request-scoped
            return use(connection);
        }

        @PreDestroy
        void close() {
            try {
                if (connection != null) {
                    connection.close();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Does not. */
    @RequestScoped
    public static class Untidy extends Databases {

        String take() throws SQLException {
            return keep(manual.getConnection()); // cdi/request-scoped-left-open
        }
    }

    /** Keeps the connection of its first user for all others. */
    @ApplicationScoped
    public static class Registry extends Databases {

        private @Nullable Connection connection;

        String take() throws SQLException {
            connection = manual.getConnection(); // cdi/application-scoped-field
            return use(connection);
        }
    }

    /** Keeps its user's connection from one request to the next. */
    @SessionScoped
    public static class Session extends Databases implements Serializable {

        private transient @Nullable Connection connection;

        String take() throws SQLException {
            connection = manual.getConnection(); // cdi/session-scoped
            return use(connection);
        }

        @TrackConnections(reason = "a user pages through one result")
        public String takeByRight() throws SQLException {
            connection = manual.getConnection(); // cdi/session-scoped-by-right
            return use(connection);
        }
    }

    /** Has others look after its transactions and its connections. */
    @ApplicationScoped
    public static class Service extends Databases {

        @Transactional
        public String transactional() throws SQLException {
            try (Connection connection = shared.getConnection()) { // cdi/transactional
                return use(connection);
            }
        }

        @Transactional
        public String transactionalLeftOpen() throws SQLException {
            return use(shared.getConnection()); // cdi/transactional-left-open
        }

        @TrackConnections
        public Connection open() throws SQLException {
            return manual.getConnection(); // cdi/closed-by-the-caller
        }
    }
}
