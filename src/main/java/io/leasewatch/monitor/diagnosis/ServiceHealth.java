package io.leasewatch.monitor.diagnosis;

import io.leasewatch.core.lease.LeaseStatistics;
import io.leasewatch.core.text.HumanText;
import io.leasewatch.monitor.alert.RuleMetric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The health of a service with respect to its connections. Immutable.
 *
 * @param service the name of the service
 * @param state the overall state
 * @param reasons the problems, one sentence each; empty if there are none
 * @param openLeaks the number of open leaks of the service
 * @param errors the number of errors of its work in the last five minutes
 * @param errorRate errors per hundred leases that ended in that time, {@code null} if there were too few
 * @param silent the time since its last acquisition, {@code null} if unknown
 * @param statistics the counters of its leases
 */
public record ServiceHealth(
        String service,
        State state,
        List<String> reasons,
        int openLeaks,
        long errors,
        @Nullable Double errorRate,
        @Nullable Duration silent,
        LeaseStatistics statistics) {

    /** The error rate from which a service is failing, in percent. The same as in the alert rule {@code errors}. */
    static final double MOST_ERRORS = 10;

    /** The time without an acquisition after which a service is inactive. The same as in the alert rule {@code inactive}. */
    static final Duration LONGEST_SILENCE = Duration.ofHours(1);

    public ServiceHealth {
        reasons = List.copyOf(reasons);
    }

    /** The overall state of a service. */
    public enum State {
        HEALTHY,
        /** It holds no lease, and has taken none for a long time. */
        INACTIVE,
        /** Some of its work fails, or it has open leaks. */
        DEGRADED,
        /** Its error rate is at least {@link #MOST_ERRORS}. */
        FAILING;

        /** Its name in JSON, such as {@code healthy}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Computes the health of a service.
     *
     * @param measured the metrics of the alert rules for this service
     */
    static ServiceHealth of(
            String service, LeaseStatistics statistics, Map<RuleMetric, Double> measured, int openLeaks) {
        Double rate = measured.get(RuleMetric.ERROR_RATE);
        Double seconds = measured.get(RuleMetric.SILENT);
        Duration silent = seconds == null ? null : Duration.ofMillis(Math.round(seconds * 1000));
        long errors = measured.getOrDefault(RuleMetric.ERRORS, 0.0).longValue();
        boolean failing = rate != null && rate >= MOST_ERRORS;
        boolean holds = statistics.currentlyActive() > 0;

        List<String> reasons = new ArrayList<>();
        if (failing) {
            reasons.add(String.format(
                    Locale.ROOT, "%.1f%% of its work failed in the last five minutes (%d errors)", rate, errors));
        } else if (errors > 0) {
            reasons.add(HumanText.count(errors, "error") + " in the last five minutes");
        }
        if (openLeaks > 0) {
            reasons.add(HumanText.count(openLeaks, "open leak"));
        }
        State state = failing ? State.FAILING : reasons.isEmpty() ? State.HEALTHY : State.DEGRADED;
        if (silent != null && silent.compareTo(LONGEST_SILENCE) >= 0 && !holds) {
            reasons.add("it has taken no lease for " + HumanText.duration(silent));
            state = state == State.HEALTHY ? State.INACTIVE : state;
        }
        return new ServiceHealth(service, state, reasons, openLeaks, errors, rate, silent, statistics);
    }
}
