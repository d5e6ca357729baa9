package io.leasewatch.it.corpus;

import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.SQLException;

/** Timers. */
@Singleton
public class Alarm extends Databases {

    @Resource
    private TimerService timers;

    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public String ring(String how) {
        timers.createSingleActionTimer(10, new TimerConfig(how, false));
        return "will ring";
    }

    @Timeout
    void rang(Timer timer) {
        try {
            if (timer.getInfo().equals("timer")) {
                work();
            } else {
                keep(manual.getConnection()); // ejb/timer-left-open
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void work() throws SQLException {
        try (Connection connection = manual.getConnection()) { // ejb/timer
            use(connection);
        }
    }
}
