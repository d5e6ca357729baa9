package io.leasewatch.web.health;

import io.leasewatch.monitor.config.HealthSettings;
import io.leasewatch.monitor.database.DatabaseState;
import io.leasewatch.monitor.database.DatabaseStatus;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the server's connections are, as one word with its reasons.
 *
 * @param state the word
 * @param reasons a sentence each, empty when all is well
 */
public record HealthStatus(State state, List<String> reasons) {

    public HealthStatus {
        reasons = List.copyOf(reasons);
    }

    /** How things are now. */
    public static HealthStatus of(
            LeakLedger ledger, PoolWatch pools, List<DatabaseStatus> databases, HealthSettings settings) {
        List<String> worries = new ArrayList<>();
        List<String> failures = new ArrayList<>();

        for (DatabaseStatus database : databases) {
            if (settings.checkDatabase() && !database.isReady()) {
                failures.add(database.toString());
            } else if (database.state() != DatabaseState.UP) {
                worries.add(database.toString());
            }
        }

        List<Leak> leaks = ledger.open();
        if (settings.checkLeaks() && leaks.size() > settings.mostOpenLeaks()) {
            failures.add(leaks.size() + " open leaks, more than " + settings.mostOpenLeaks()
                    + "; the last was taken at " + leaks.get(0).lease().site());
        } else if (!leaks.isEmpty()) {
            worries.add(leaks.size() + " open leak(s)");
        }
        Duration exhausted = pools.longestExhaustion();
        if (settings.checkExhaustion() && !exhausted.isZero() && exhausted.compareTo(settings.exhaustionAfter()) >= 0) {
            failures.add("a pool has been exhausted for " + exhausted.toSeconds() + " s");
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
        return new HealthStatus(worries.isEmpty() ? State.HEALTHY : State.DEGRADED, worries);
    }

    /** How things are. */
    public enum State {
        HEALTHY,
        /** Something is strained or leaked, and the server can still serve. */
        DEGRADED,
        UNHEALTHY;

        /** Its name in JSON, such as {@code healthy}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
