package io.leasewatch.monitor.diagnosis;

import io.leasewatch.spi.Severity;
import java.util.List;

/**
 * Something that people should do.
 *
 * @param severity how bad it is if nobody does
 * @param about the pool, the service or the database it is about
 * @param advice what to do, in a sentence
 * @param reasons why, in sentences
 */
public record Recommendation(Severity severity, String about, String advice, List<String> reasons) {

    public Recommendation {
        reasons = List.copyOf(reasons);
    }
}
