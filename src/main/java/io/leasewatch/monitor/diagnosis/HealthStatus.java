package io.leasewatch.monitor.diagnosis;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.monitor.database.DatabaseState;
import io.leasewatch.monitor.database.DatabaseStatus;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.monitor.pool.UnaccountedText;
import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The health of the server's connections.
 *
 * @param state the overall state
 * @param reasons the problems, one sentence each; empty if there are none
 */
public record HealthStatus(State state, List<String> reasons) {

    public HealthStatus {
        reasons = List.copyOf(reasons);
    }

    /**
     * Computes the current health.
     *
     * @param unknown why the state is unknown, {@code null} if it is known
     */
    public static HealthStatus of(
            LeakLedger ledger,
            PoolWatch pools,
            List<DatabaseStatus> databases,
            HealthSettings settings,
            @Nullable String unknown) {
        List<String> worries = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        if (unknown != null) {
            worries.add(unknown);
        }

        for (DatabaseStatus database : databases) {
            if (settings.checkDatabase() && !database.isReady()) {
                failures.add(database.toString());
            } else if (settings.checkDatabase() && !database.notStarted().isEmpty()) {
                failures.add(database.notStartedText());
            } else if (database.state() != DatabaseState.UP) {
                worries.add(database.toString());
            }
        }

        List<Leak> leaks = ledger.open();
        if (settings.checkLeaks() && leaks.size() > settings.mostOpenLeaks()) {
            failures.add(HumanText.count(leaks.size(), "open leak") + ", more than "
                    + settings.mostOpenLeaks() + "; the latest was taken at "
                    + leaks.get(0).lease().site());
        } else if (!leaks.isEmpty()) {
            worries.add(HumanText.count(leaks.size(), "open leak"));
        }
        for (PoolReading reading : pools.readings()) {
            boolean many = settings.checkLeaks() && reading.stranded() > settings.mostOpenLeaks();
            (many ? failures : worries).addAll(UnaccountedText.of(reading));
        }
        Duration exhausted = pools.longestExhaustion();
        if (settings.checkExhaustion() && !exhausted.isZero() && exhausted.compareTo(settings.exhaustionAfter()) >= 0) {
            failures.add("a pool has been exhausted for " + HumanText.duration(exhausted));
        }
        for (PoolReading reading : pools.readings()) {
            if (reading.waiting() > 0 || reading.isStrainedFrom(pools.settings().warning())) {
                worries.add(reading.toString());
            }
        }
        if (!failures.isEmpty()) {
            failures.addAll(worries);
            return new HealthStatus(State.UNHEALTHY, failures);
        }
        if (unknown != null) {
            return new HealthStatus(State.UNKNOWN, worries);
        }
        return new HealthStatus(worries.isEmpty() ? State.HEALTHY : State.DEGRADED, worries);
    }

    /** The overall state. */
    public enum State {
        HEALTHY,
        /** A pool is nearly full or connections have leaked, but the server can still serve requests. */
        DEGRADED,
        UNHEALTHY,
        /** The monitor is late, so that it does not know the current state. */
        UNKNOWN;

        /** Its name in JSON, such as {@code healthy}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
