package io.leasewatch.cli;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Counts requests. One thread's. */
final class RequestCounter {

    private final Histogram micros = Latencies.histogram();
    private final Map<String, Integer> failures = new TreeMap<>();
    private int requests;
    private int succeeded;

    void add(RequestResult shot) {
        requests++;
        micros.recordValue(Math.max(0, shot.nanos() / 1000));
        if (shot.isSuccess()) {
            succeeded++;
        } else {
            failures.merge(shot.failure(), 1, Integer::sum);
        }
    }

    Requests requests() {
        return new Requests(requests, succeeded, new TreeMap<>(failures), Latencies.of(micros));
    }
}
