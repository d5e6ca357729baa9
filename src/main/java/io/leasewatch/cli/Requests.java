package io.leasewatch.cli;

import java.util.Map;

/**
 * The results of a number of requests.
 *
 * @param failures the number of failed requests by reason
 * @param latencyMillis the response times of all requests, including the failed ones
 */
record Requests(int sent, int succeeded, Map<String, Integer> failures, Latencies latencyMillis) {

    int failed() {
        return sent - succeeded;
    }

    /** The share of failed requests in percent, 0 if none was sent. */
    double failedPercent() {
        return sent == 0 ? 0 : 100.0 * failed() / sent;
    }
}
