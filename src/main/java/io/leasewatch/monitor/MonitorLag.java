package io.leasewatch.monitor;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.time.Ticker;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How late the monitor is. Thread-safe. */
public final class MonitorLag {

    /** From this on the monitor does not know the current state of connections. */
    static final Duration LATE = Duration.ofSeconds(5);

    private final Map<Lane, HeartbeatStatus> lanes = new EnumMap<>(Lane.class);

    private final Leadership leadership;

    MonitorLag(Ticker ticker, Leadership leadership) {
        this.leadership = leadership;
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new HeartbeatStatus(ticker));
        }
    }

    HeartbeatStatus of(Lane lane) {
        return Objects.requireNonNull(lanes.get(lane));
    }

    /** How late each thread was at most in the last minute, by the name of its lane. */
    public Map<String, Duration> recent() {
        Map<String, Duration> all = new TreeMap<>();
        lanes.forEach((lane, status) -> all.put(lane.name().toLowerCase(Locale.ROOT), status.recentLag()));
        return all;
    }

    /** Why the state of connections is unknown now, {@code null} if it is known. */
    public @Nullable String unknown() {
        String other = leadership.other();
        if (other != null) {
            return "the monitor of the application " + other + " watches this server in place of this one";
        }
        if (isLate(Lane.DETECTION)) {
            return "leaks have not been looked for in the last "
                    + HumanText.duration(of(Lane.DETECTION).sinceLastTick());
        }
        return isLate(Lane.POOLS)
                ? "the pools have not been read in the last "
                        + HumanText.duration(of(Lane.POOLS).sinceLastTick())
                : null;
    }

    boolean isLate(Lane lane) {
        return of(lane).lag().compareTo(LATE) >= 0;
    }
}
