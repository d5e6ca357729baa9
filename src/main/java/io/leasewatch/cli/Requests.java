package io.leasewatch.cli;

import java.util.Map;

/**
 * How requests went.
 *
 * @param failures how many failed, by why
 * @param latencyMillis of all of them, those that failed too
 */
record Requests(int sent, int succeeded, Map<String, Integer> failures, Latencies latencyMillis) {

    int failed() {
        return sent - succeeded;
    }

    /** 0 if none was sent. */
    double failedPercent() {
        return sent == 0 ? 0 : 100.0 * failed() / sent;
    }
}
