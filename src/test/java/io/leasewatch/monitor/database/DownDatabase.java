package io.leasewatch.monitor.database;

import io.leasewatch.core.lease.Gate;
import io.leasewatch.core.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A database that is down, for benchmarks. */
public final class DownDatabase {

    private DownDatabase() {}

    /** What stands before its pool, with the breaker on. */
    public static Gate gate() {
        DatabaseSettings usual = DatabaseSettings.DEFAULT;
        DatabaseSettings settings = new DatabaseSettings(
                List.of("jdbc/app"),
                usual.pingInterval(),
                usual.pingTimeout(),
                usual.startAttempts(),
                usual.firstRetry(),
                usual.longestRetry(),
                usual.warmUp(),
                usual.testOnBorrow(),
                true,
                usual.drain());
        DatabaseStatus down = new DatabaseStatus(
                "jdbc/app",
                DatabaseState.DOWN,
                InstantSource.system().instant(),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                "its host refuses connections",
                null,
                0,
                BreakerState.OPEN,
                0,
                false,
                List.of());
        Breaker breaker = new Breaker(Ticker.SYSTEM);
        breaker.update(DatabaseState.DOWN, 0);
        return new GuardGate("jdbc/app", breaker, () -> settings, () -> down, () -> {});
    }
}
