package io.leasewatch.monitor.export;

import io.leasewatch.monitor.channel.DeliveryListener;
import io.leasewatch.monitor.channel.DeliveryOutcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Logs how the lines get to InfluxDB. */
final class InfluxDeliveryListener implements DeliveryListener {

    private static final Logger LOG = System.getLogger(InfluxDeliveryListener.class.getName());

    @Override
    public void overflows() {
        LOG.log(Level.WARNING, "LSW6503W: More waits to be pushed to InfluxDB than is kept; the oldest is dropped.");
    }

    @Override
    public void fails(DeliveryOutcome outcome, String why) {
        LOG.log(
                Level.WARNING,
                "LSW6501W: InfluxDB could not be pushed to ({0}): {1}. Said once until it works.",
                outcome.word(),
                why);
    }

    @Override
    public void isRefused(String why) {
        LOG.log(
                Level.WARNING,
                "LSW6502W: InfluxDB does not take what is pushed: {0}. That is not tried again; said once until it works.",
                why);
    }

    @Override
    public void worksAgain() {
        LOG.log(Level.INFO, "LSW6504I: InfluxDB takes again what is pushed.");
    }
}
