package io.leasewatch.health;

import io.leasewatch.database.Databases;
import io.leasewatch.leak.LeakLedger;
import io.leasewatch.pool.PoolWatch;
import io.leasewatch.pool.SummaryPart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;

/** The first word of the summary. */
@ApplicationScoped
public class HealthSummary implements SummaryPart {

    @Inject
    private LeakLedger ledger;

    @Inject
    private PoolWatch pools;

    @Inject
    private Databases databases;

    @Inject
    private Supplier<HealthSettings> settings;

    @Override
    public Subject subject() {
        return Subject.HEALTH;
    }

    @Override
    public String text() {
        int leaks = ledger.open().size();
        return Verdict.of(ledger, pools, databases.statuses(), settings.get())
                        .state()
                        .word() + ", " + leaks + " open leak(s)";
    }
}
