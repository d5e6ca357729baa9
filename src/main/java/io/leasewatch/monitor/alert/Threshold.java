package io.leasewatch.monitor.alert;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The condition of a rule: a metric compared with a limit.
 *
 * @param metric the metric
 * @param operator the comparison
 * @param limit the limit, in the unit of the metric; finite
 * @param of the name of the one pool or service that the rule is about, empty for all
 */
public record Threshold(RuleMetric metric, Operator operator, double limit, String of) {

    public Threshold {
        if (!Double.isFinite(limit)) {
            throw new IllegalArgumentException("value must be a number, was " + limit);
        }
        if (!of.matches("[^\\s,]*")) {
            throw new IllegalArgumentException("of must be a name without spaces and commas, or empty, was " + of);
        }
    }

    /** Whether {@code sample} is of a pool or service that the rule is about. */
    boolean isAbout(Measurement sample) {
        return sample.of() == metric.of() && (of.isEmpty() || of.equals(sample.name()));
    }

    /** Whether the condition holds for {@code sample}. It does not if the metric is unknown. */
    boolean holds(Measurement sample, boolean firing) {
        Double value = sample.values().get(metric);
        return value != null && operator.holds(value, limit, firing);
    }

    /** The condition in the syntax of rules, such as {@code utilization >= 90 of jdbc/app}. */
    @Override
    public String toString() {
        return metric.word() + " " + operator.sign() + " " + plain(limit) + (of.isEmpty() ? "" : " of " + of);
    }

    /** Without an exponent and trailing zeros. */
    static String plain(double number) {
        return number == 0
                ? "0"
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** As {@link #plain}, with one decimal at most. */
    static String rounded(double number) {
        return plain(
                BigDecimal.valueOf(number).setScale(1, RoundingMode.HALF_UP).doubleValue());
    }
}
