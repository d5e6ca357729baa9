package io.leasewatch.monitor.channel;

import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.spi.Alert;
import io.leasewatch.spi.AlertChannel;
import io.leasewatch.spi.Severity;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Writes alerts to the server's log. */
public final class LogChannel implements AlertChannel {

    private static final Logger LOG = SafeLogger.of(LogChannel.class);

    @Override
    public String name() {
        return "log";
    }

    @Override
    public void send(Alert alert) {
        if (!alert.isFiring()) {
            LOG.log(
                    Level.INFO,
                    "LSW4003I: Alert {0} ({1}) is resolved. It was: {2}",
                    alert.id(),
                    alert.rule(),
                    alert.message());
        } else if (alert.severity().compareTo(Severity.ERROR) >= 0) {
            LOG.log(
                    Level.ERROR,
                    "LSW4002E: Alert {0} ({1}, {2}): {3}",
                    alert.id(),
                    alert.severity().word(),
                    alert.rule(),
                    alert.message());
        } else {
            LOG.log(
                    Level.WARNING,
                    "LSW4001W: Alert {0} ({1}, {2}): {3}",
                    alert.id(),
                    alert.severity().word(),
                    alert.rule(),
                    alert.message());
        }
    }
}
