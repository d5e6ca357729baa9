package io.leasewatch.it.corpus;

import jakarta.annotation.Resource;
import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.SQLException;

/** Timers that the server keeps in a database. */
@Stateless
public class Calendar extends Databases {

    @Resource
    private TimerService timers;

    public String plan(String how) {
        timers.createSingleActionTimer(10, new TimerConfig(how, true));
        return "planned";
    }

    @Timeout
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void due(Timer timer) {
        try {
            if (timer.getInfo().equals("persistent")) {
                work();
            } else {
                keep(manual.getConnection()); // timers/persistent-left-open
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void work() throws SQLException {
        try (Connection connection = shared.getConnection()) { // timers/persistent
            use(connection);
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void everySecond() {
        try (Connection connection = manual.getConnection()) { // timers/every-second
            use(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
