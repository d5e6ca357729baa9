package io.leasewatch.monitor.channel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Logs how alerts get down a channel. */
record AlertDeliveryListener(String channel) implements DeliveryListener {

    private static final Logger LOG = System.getLogger(AlertDeliveryListener.class.getName());

    @Override
    public void overflows() {
        LOG.log(
                Level.WARNING,
                "LSW4103W: More alerts wait for the channel {0} than are kept; the oldest are dropped.",
                channel);
    }

    @Override
    public void fails(DeliveryOutcome outcome, String why) {
        LOG.log(
                Level.WARNING,
                "LSW4101W: The alert channel {0} failed ({1}): {2}. Said once until it works.",
                channel,
                outcome.word(),
                why);
    }

    @Override
    public void isRefused(String why) {
        LOG.log(
                Level.WARNING,
                "LSW4102W: The alert channel {0} does not take an alert: {1}. It is not tried again.",
                channel,
                why);
    }

    @Override
    public void worksAgain() {
        LOG.log(Level.INFO, "LSW4104I: The alert channel {0} works again.", channel);
    }
}
