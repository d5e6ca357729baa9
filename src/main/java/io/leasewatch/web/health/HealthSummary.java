package io.leasewatch.web.health;

import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.spi.SummaryPart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The first word of the summary. */
@ApplicationScoped
public class HealthSummary implements SummaryPart {

    @Inject
    private ServerHealth health;

    @Inject
    private LeakLedger ledger;

    @Override
    public Subject subject() {
        return Subject.HEALTH;
    }

    @Override
    public String text() {
        int leaks = ledger.open().size();
        return health.verdict().state().word() + ", " + leaks + " open leak(s)";
    }
}
