package io.leasewatch.monitor.alert;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.monitor.judgement.Judge;
import io.leasewatch.monitor.judgement.Judgement;
import io.leasewatch.monitor.judgement.Judgement.Cause;
import io.leasewatch.monitor.judgement.OutlookText;
import io.leasewatch.spi.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Fires while it is forecast that leases that are not returned will use up a pool. It goes on firing, as a warning, while such leases only
 * look like leaks and the time is out of sight.
 */
public final class ForecastRule implements AlertRule {

    /** Below this the alert is critical. It leaves an operator time to act. */
    private static final Duration CRITICAL = Duration.ofMinutes(10);

    private final Judge judge;

    public ForecastRule(Judge judge) {
        this.judge = judge;
    }

    @Override
    public String name() {
        return "forecast-exhaustion";
    }

    @Override
    public List<Finding> evaluate(Set<String> firing) {
        List<Finding> findings = new ArrayList<>();
        for (Judgement judgement : judge.judgements()) {
            Duration in = judgement.outlook().in();
            if (in != null) {
                int lost = judgement.leaks() + judgement.suspicions();
                String message = judgement.subject() + " will be exhausted in " + OutlookText.words(in)
                        + OutlookText.range(
                                judgement.outlook().earliest(),
                                judgement.outlook().latest())
                        + (lost == 0 ? "." : ": " + HumanText.count(lost, "lease") + " not returned.");
                findings.add(new Finding(
                        judgement.subject(),
                        "",
                        in.compareTo(CRITICAL) < 0 ? Severity.CRITICAL : Severity.WARNING,
                        message,
                        lost,
                        List.of()));
            } else if (judgement.cause() == Cause.SUSPECTED_LEAK && firing.contains(judgement.subject())) {
                String message = judgement.subject() + " may be leaking but will not be exhausted soon.";
                findings.add(new Finding(
                        judgement.subject(), "", Severity.WARNING, message, judgement.suspicions(), List.of()));
            }
        }
        return findings;
    }
}
