package io.leasewatch.cli;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Counts requests. Not thread-safe. */
final class RequestCounter {

    private final Histogram micros = Latencies.histogram();
    private final Map<String, Integer> failures = new TreeMap<>();
    private int requests;
    private int succeeded;

    void add(RequestResult result) {
        requests++;
        micros.recordValue(Math.max(0, result.nanos() / 1000));
        if (result.isSuccess()) {
            succeeded++;
        } else {
            failures.merge(result.failure(), 1, Integer::sum);
        }
    }

    Requests requests() {
        return new Requests(requests, succeeded, new TreeMap<>(failures), Latencies.of(micros));
    }
}
