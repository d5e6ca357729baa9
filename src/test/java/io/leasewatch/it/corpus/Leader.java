package io.leasewatch.it.corpus;

import io.leasewatch.TrackConnections;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Holds what makes this server the leader for as long as it runs: once with a reason, and once without. */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Leader extends Databases {

    private @Nullable Connection lock;
    private @Nullable Connection heartbeat;

    @PostConstruct
    void start() {
        try {
            lock = elected();
            heartbeat = manual.getConnection(); // leader/without-a-reason
            use(heartbeat);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @TrackConnections(reason = "holds the lock of the leader")
    private Connection elected() throws SQLException {
        Connection connection = manual.getConnection(); // leader/with-a-reason
        use(connection);
        return connection;
    }

    /** Tells whether it leads still. */
    public String check() throws SQLException {
        return lock == null || heartbeat == null ? "stopped" : use(lock) + use(heartbeat);
    }

    @PreDestroy
    void stop() {
        for (Connection each : new Connection[] {lock, heartbeat}) {
            try {
                each.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
