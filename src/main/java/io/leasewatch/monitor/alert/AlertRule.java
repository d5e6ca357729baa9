package io.leasewatch.monitor.alert;

import java.util.List;
import java.util.Set;

/** A condition that raises alerts. One thread at a time evaluates it, about once a second. */
public interface AlertRule {

    /** Its name in alerts, such as {@code utilization}. */
    String name();

    /**
     * Finds the pools or services that meet the condition now; at most one finding each.
     *
     * @param firing the pools or services whose alert of this rule is firing; a rule may use a lower limit for these (hysteresis), so that
     *     a value at the limit does not flap
     */
    List<Finding> evaluate(Set<String> firing);
}
