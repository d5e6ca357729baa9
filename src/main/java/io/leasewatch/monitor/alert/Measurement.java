package io.leasewatch.monitor.alert;

import java.util.Map;

/**
 * The metrics of one pool or one service at one moment. Immutable.
 *
 * @param of whether it is a pool or a service
 * @param name the name of the pool or service
 * @param values the known metrics, in their units; never NaN
 */
public record Measurement(RuleMetric.Of of, String name, Map<RuleMetric, Double> values) {

    public Measurement {
        values = Map.copyOf(values);
    }
}
