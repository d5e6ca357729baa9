package io.leasewatch.monitor.diagnosis;

import io.leasewatch.core.lease.LeaseStatistics;
import io.leasewatch.monitor.alert.RuleMetric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a service fares with its connections.
 *
 * @param service its name
 * @param state the same in one word
 * @param reasons a sentence each, empty when all is well
 * @param openLeaks leaks of it whose lease is out
 * @param errors pieces of its work that failed in the last five minutes
 * @param errorRate errors in a hundred pieces of work that ended in these, {@code null} where those are too few to say
 * @param silent how long ago it last took a lease, {@code null} before anybody looked
 * @param statistics what it took and gave back
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

    /** From here on a service fails, as the alert rule {@code errors} has it. Percent. */
    static final double MOST_ERRORS = 10;

    /** From here on it is inactive, as the alert rule {@code inactive} has it. */
    static final Duration LONGEST_SILENCE = Duration.ofHours(1);

    public ServiceHealth {
        reasons = List.copyOf(reasons);
    }

    /** How a service is. */
    public enum State {
        HEALTHY,
        /** It has taken nothing for long, and holds nothing. */
        INACTIVE,
        /** Some of its work fails, or something of it has leaked. */
        DEGRADED,
        /** So much of its work fails that something must be wrong. */
        FAILING;

        /** Its name in JSON, such as {@code healthy}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Judges a service.
     *
     * @param measured what the alert rules see of it
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
            reasons.add(errors + " piece(s) of its work failed in the last five minutes");
        }
        if (openLeaks > 0) {
            reasons.add(openLeaks + " open leak(s)");
        }
        State state = failing ? State.FAILING : reasons.isEmpty() ? State.HEALTHY : State.DEGRADED;
        if (silent != null && silent.compareTo(LONGEST_SILENCE) >= 0 && !holds) {
            reasons.add("it has taken no lease for " + silent.toMinutes() + " minutes");
            state = state == State.HEALTHY ? State.INACTIVE : state;
        }
        return new ServiceHealth(service, state, reasons, openLeaks, errors, rate, silent, statistics);
    }
}
