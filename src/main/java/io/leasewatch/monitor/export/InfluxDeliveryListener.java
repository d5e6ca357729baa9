package io.leasewatch.monitor.export;

import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.monitor.channel.DeliveryListener;
import io.leasewatch.monitor.channel.DeliveryOutcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Logs failures of the push to InfluxDB, and when it works again. */
final class InfluxDeliveryListener implements DeliveryListener {

    private static final Logger LOG = SafeLogger.of(InfluxDeliveryListener.class);

    @Override
    public void overflowed() {
        LOG.log(Level.WARNING, "LSW6503W: The queue of pushes to InfluxDB is full. The oldest pushes are dropped.");
    }

    @Override
    public void failed(DeliveryOutcome outcome, String why) {
        LOG.log(
                Level.WARNING,
                "LSW6501W: The push to InfluxDB failed ({0}): {1}. Further failures are not logged until it works"
                        + " again.",
                outcome.word(),
                why);
    }

    @Override
    public void rejected(String why) {
        LOG.log(
                Level.WARNING,
                "LSW6502W: InfluxDB rejected a push: {0}. The push is lost. Further rejections are not logged until it"
                        + " works again.",
                why);
    }

    @Override
    public void recovered() {
        LOG.log(Level.INFO, "LSW6504I: The push to InfluxDB works again.");
    }
}
