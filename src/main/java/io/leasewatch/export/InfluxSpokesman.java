package io.leasewatch.export;

import io.leasewatch.channel.Outcome;
import io.leasewatch.channel.Spokesman;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Logs how the lines get to InfluxDB. */
final class InfluxSpokesman implements Spokesman {

    private static final Logger LOG = System.getLogger(InfluxSpokesman.class.getName());

    @Override
    public void overflows() {
        LOG.log(Level.WARNING, "LSW6503W: More waits to be pushed to InfluxDB than is kept; the oldest is dropped.");
    }

    @Override
    public void fails(Outcome outcome, String why) {
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
