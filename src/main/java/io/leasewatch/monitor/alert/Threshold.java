package io.leasewatch.monitor.alert;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A metric compared with a limit.
 *
 * @param metric the metric
 * @param operator the comparison
 * @param limit the limit, in the unit of the metric; finite
 */
public record Threshold(RuleMetric metric, Operator operator, double limit) {

    public Threshold {
        if (!Double.isFinite(limit)) {
            throw new IllegalArgumentException("value must be a number, was " + limit);
        }
    }

    /** Whether {@code sample} meets it. It does not if the metric is unknown. */
    boolean holds(Measurement sample, boolean held) {
        Double value = sample.values().get(metric);
        return value != null && operator.holds(value, limit, held);
    }

    /** One sentence for people: the value of {@code sample}, and the limit. */
    String sentence(Measurement sample, double value) {
        return metric.sentence(sample.name(), rounded(value)) + " (" + operator.sign() + " " + plain(limit) + ").";
    }

    /** In the syntax of rules, such as {@code utilization >= 90}. */
    @Override
    public String toString() {
        return metric.word() + " " + operator.sign() + " " + plain(limit);
    }

    /** Without an exponent and trailing zeros. */
    private static String plain(double number) {
        return number == 0
                ? "0"
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** As {@link #plain}, with one decimal at most. */
    private static String rounded(double number) {
        return plain(
                BigDecimal.valueOf(number).setScale(1, RoundingMode.HALF_UP).doubleValue());
    }
}
