package io.leasewatch.monitor.diagnosis;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.spi.SummaryPart;

/** The health in the periodic summary line of the log. */
public record HealthSummary(ServerHealth health, LeakLedger ledger) implements SummaryPart {

    @Override
    public Subject subject() {
        return Subject.HEALTH;
    }

    @Override
    public String text() {
        int leaks = ledger.open().size();
        return health.verdict().state().word() + ", " + HumanText.count(leaks, "open leak");
    }
}
