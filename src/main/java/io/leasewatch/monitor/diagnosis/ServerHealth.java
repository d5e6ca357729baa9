package io.leasewatch.monitor.diagnosis;

import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.PoolWatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The health of the server's connections. Probes, the API and the log all report this. Thread-safe. */
public final class ServerHealth {

    private final LeakLedger ledger;
    private final PoolWatch pools;
    private final Databases databases;
    private final Supplier<HealthSettings> settings;
    private final Supplier<@Nullable String> unknown;

    /** @param unknown why the state is unknown now, {@code null} if it is known */
    public ServerHealth(
            LeakLedger ledger,
            PoolWatch pools,
            Databases databases,
            Supplier<HealthSettings> settings,
            Supplier<@Nullable String> unknown) {
        this.ledger = ledger;
        this.pools = pools;
        this.databases = databases;
        this.settings = settings;
        this.unknown = unknown;
    }

    /** The current health, computed from the latest readings. Does not query pools or databases. */
    public HealthStatus verdict() {
        return HealthStatus.of(ledger, pools, databases.statuses(), settings.get(), unknown.get());
    }
}
