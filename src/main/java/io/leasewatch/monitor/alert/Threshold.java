package io.leasewatch.monitor.alert;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A metric that is beyond a limit.
 *
 * @param metric what is looked at
 * @param operator on which side of the limit
 * @param limit the limit, in the metric's unit; a number, and finite
 * @param of the one pool or service that is looked at, empty for all
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

    /** Whether {@code sample} is of those that are looked at. */
    boolean isAbout(Measurement sample) {
        return sample.of() == metric.of() && (of.isEmpty() || of.equals(sample.name()));
    }

    /** Whether {@code sample} is beyond the limit. What is not known is not. */
    boolean holds(Measurement sample, boolean firing) {
        Double value = sample.values().get(metric);
        return value != null && operator.holds(value, limit, firing);
    }

    /** {@code utilization >= 90 of jdbc/app}, as rules are written. */
    @Override
    public String toString() {
        return metric.word() + " " + operator.sign() + " " + plain(limit) + (of.isEmpty() ? "" : " of " + of);
    }

    /** As people write it. */
    static String plain(double number) {
        return number == 0
                ? "0"
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** The same with one decimal at most, which is all that a message needs. */
    static String rounded(double number) {
        return plain(
                BigDecimal.valueOf(number).setScale(1, RoundingMode.HALF_UP).doubleValue());
    }
}
