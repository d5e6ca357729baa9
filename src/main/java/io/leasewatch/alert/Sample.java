package io.leasewatch.alert;

import java.util.Map;

/**
 * What is known of one pool, or of one service, at one moment.
 *
 * @param of which of the two
 * @param name its name
 * @param values the metrics that are known, in their units; none is not a number
 */
public record Sample(Metric.Of of, String name, Map<Metric, Double> values) {

    public Sample {
        values = Map.copyOf(values);
    }
}
