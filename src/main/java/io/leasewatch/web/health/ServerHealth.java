package io.leasewatch.web.health;

import io.leasewatch.monitor.config.HealthSettings;
import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.PoolWatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;

/** Answers how the server's connections are, to whoever asks: probes, the API and the log say the same. */
@ApplicationScoped
public class ServerHealth {

    @Inject
    private LeakLedger ledger;

    @Inject
    private PoolWatch pools;

    @Inject
    private Databases databases;

    @Inject
    private Supplier<HealthSettings> settings;

    /** As things are now, from what is known already; asks nobody outside. */
    public HealthStatus verdict() {
        return HealthStatus.of(ledger, pools, databases.statuses(), settings.get());
    }
}
