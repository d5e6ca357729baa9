package io.leasewatch.health;

import io.leasewatch.database.Databases;
import io.leasewatch.leak.LeakLedger;
import io.leasewatch.pool.PoolWatch;
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
    public Verdict verdict() {
        return Verdict.of(ledger, pools, databases.statuses(), settings.get());
    }
}
