package io.leasewatch.it.corpus;

import io.leasewatch.TrackConnections;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Has connections from the start of the application until its end, and one for the start only. */
@WebListener
public class Deployment extends Databases implements ServletContextListener {

    private @Nullable Connection cached;
    private @Nullable Connection listening;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try (Connection connection = manual.getConnection()) { // servlets/at-start
            use(connection);
            cached = manual.getConnection(); // servlets/kept-from-start
            listening = listening();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @TrackConnections(reason = "listens for changes")
    private Connection listening() throws SQLException {
        return manual.getConnection(); // servlets/kept-with-a-reason
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        for (Connection each : new Connection[] {cached, listening}) {
            try {
                each.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
