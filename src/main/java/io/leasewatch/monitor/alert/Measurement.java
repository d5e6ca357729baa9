package io.leasewatch.monitor.alert;

import java.util.Map;

/**
 * What is known of one pool, or of one service, at one moment.
 *
 * @param of which of the two
 * @param name its name
 * @param values the metrics that are known, in their units; none is not a number
 */
public record Measurement(RuleMetric.Of of, String name, Map<RuleMetric, Double> values) {

    public Measurement {
        values = Map.copyOf(values);
    }
}
