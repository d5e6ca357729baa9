package io.leasewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestCounterTest {

    @Test
    void percentilesAreThoseOfTheSortedTimesToATenthOfAPercent() {
        RequestCounter tally = new RequestCounter();
        double[] millis = new Random(7).doubles(1000, 0.5, 5000).toArray();

        for (double one : millis) {
            tally.add(new RequestResult((long) (one * 1e6), ""));
        }
        Latencies latencies = tally.requests().latencyMillis();

        Arrays.sort(millis);
        assertThat(latencies.p50()).isCloseTo(millis[499], within(millis[499] / 900));
        assertThat(latencies.p95()).isCloseTo(millis[949], within(millis[949] / 900));
        assertThat(latencies.p99()).isCloseTo(millis[989], within(millis[989] / 900));
        assertThat(latencies.max()).isCloseTo(millis[999], within(millis[999] / 900));
    }

    @Test
    void failuresAreCountedByWhyAndTakeTimeToo() {
        RequestCounter tally = new RequestCounter();

        tally.add(new RequestResult(1_000_000, ""));
        tally.add(new RequestResult(9_000_000, "timeout"));
        tally.add(new RequestResult(2_000_000, "status 500"));
        tally.add(new RequestResult(2_000_000, "status 500"));
        Requests requests = tally.requests();

        assertThat(requests.failures()).isEqualTo(Map.of("timeout", 1, "status 500", 2));
        assertThat(requests.succeeded()).isEqualTo(1);
        assertThat(requests.failedPercent()).isEqualTo(75);
        assertThat(requests.latencyMillis().max()).isCloseTo(9, within(0.01));
    }

    @Test
    void noRequestsAreNoFailures() {
        Requests requests = new RequestCounter().requests();

        assertThat(requests.failedPercent()).isZero();
        assertThat(requests.latencyMillis()).isEqualTo(new Latencies(0, 0, 0, 0));
    }
}
