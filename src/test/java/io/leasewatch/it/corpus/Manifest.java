package io.leasewatch.it.corpus;

import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What came ashore. Every second one cargo is moved to the port. */
@Singleton
public class Manifest extends Databases {

    private final Queue<String> ashore = new ConcurrentLinkedQueue<>();

    @EJB
    private Bookings bookings;

    public void add(String cargo) {
        ashore.add(cargo);
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void work() {
        String cargo = ashore.poll();
        try {
            if (cargo != null) {
                unload(cargo);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void unload(String cargo) throws SQLException {
        if (cargo.equals("unloaded-left-open")) {
            keep(manual.getConnection()); // cargo/unloaded-left-open
        } else {
            try (Connection connection = manual.getConnection()) { // cargo/unloaded
                use(connection);
            }
        }
        bookings.move(cargo, "port");
    }
}
