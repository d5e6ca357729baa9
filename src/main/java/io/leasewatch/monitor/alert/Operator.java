package io.leasewatch.monitor.alert;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Compares a measured value with the limit of a rule. */
public enum Operator {
    ABOVE(">"),
    AT_LEAST(">="),
    BELOW("<"),
    AT_MOST("<=");

    /** How far a value must come back before a firing alert is resolved, as a share of the limit. */
    private static final double HYSTERESIS = 0.05;

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    public String sign() {
        return sign;
    }

    /**
     * Parses a sign such as {@code >=}.
     *
     * @throws IllegalArgumentException if the sign is unknown
     */
    public static Operator of(String sign) {
        return Arrays.stream(values())
                .filter(operator -> operator.sign.equals(sign))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("operator must be one of "
                        + Arrays.stream(values()).map(Operator::sign).collect(Collectors.joining(" ")) + ", was "
                        + sign));
    }

    /** Whether the condition holds. For a {@code firing} alert the value must come back by {@link #HYSTERESIS} before it does not. */
    boolean holds(double value, double limit, boolean firing) {
        double slack = firing ? Math.abs(limit) * HYSTERESIS : 0;
        return switch (this) {
            case ABOVE -> value > limit - slack;
            case AT_LEAST -> value >= limit - slack;
            case BELOW -> value < limit + slack;
            case AT_MOST -> value <= limit + slack;
        };
    }
}
