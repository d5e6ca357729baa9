package io.leasewatch.monitor;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.text.SafeLogger;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.Set;

/** Logs once when a thread of the monitor is late, and once when it is no longer. Thread-safe. */
final class LagLog {

    private static final Logger LOG = SafeLogger.of(LagLog.class);

    private final MonitorLag lag;
    private final Set<Lane> late = EnumSet.noneOf(Lane.class);

    LagLog(MonitorLag lag) {
        this.lag = lag;
    }

    synchronized void check() {
        for (Lane lane : Lane.values()) {
            HeartbeatStatus status = lag.of(lane);
            if (lag.isLate(lane)) {
                if (late.add(lane)) {
                    LOG.log(
                            Level.WARNING,
                            "LSW5014W: The thread {0} of the monitor is late: it last ran {1} ago. {2}",
                            lane.threadName(),
                            HumanText.duration(status.sinceLastTick()),
                            lane.consequence());
                }
            } else if (late.remove(lane)) {
                LOG.log(
                        Level.INFO,
                        "LSW5015I: The thread {0} of the monitor is on time again. It was up to {1} late.",
                        lane.threadName(),
                        HumanText.duration(status.recentLag()));
            }
        }
    }
}
