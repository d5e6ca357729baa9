package io.leasewatch.monitor.diagnosis;

import io.leasewatch.spi.Severity;
import java.util.List;

/**
 * A recommended action. Immutable.
 *
 * @param severity how severe the problem is
 * @param about the name of the affected pool, service or database
 * @param advice what to do, in one sentence
 * @param reasons the reasons, one sentence each
 */
public record Recommendation(Severity severity, String about, String advice, List<String> reasons) {

    public Recommendation {
        reasons = List.copyOf(reasons);
    }
}
