package io.leasewatch.monitor.channel;

import io.leasewatch.core.text.SafeLogger;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Logs the delivery state of an alert channel. */
record AlertDeliveryListener(String channel) implements DeliveryListener {

    private static final Logger LOG = SafeLogger.of(AlertDeliveryListener.class);

    @Override
    public void overflowed() {
        LOG.log(
                Level.WARNING,
                "LSW4103W: The queue of the alert channel {0} is full; the oldest alerts are dropped.",
                channel);
    }

    @Override
    public void failed(DeliveryOutcome outcome, String why) {
        LOG.log(
                Level.WARNING,
                "LSW4101W: The alert channel {0} failed ({1}): {2}. Logged once until it works.",
                channel,
                outcome.word(),
                why);
    }

    @Override
    public void rejected(String why) {
        LOG.log(
                Level.WARNING,
                "LSW4102W: The alert channel {0} rejected an alert: {1}. It is not tried again.",
                channel,
                why);
    }

    @Override
    public void recovered() {
        LOG.log(Level.INFO, "LSW4104I: The alert channel {0} works again.", channel);
    }
}
