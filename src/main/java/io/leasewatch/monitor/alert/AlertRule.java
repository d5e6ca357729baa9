package io.leasewatch.monitor.alert;

import java.util.List;
import java.util.Set;

/** A condition that people want to hear of. Evaluated by one thread at a time, about once a second. */
public interface AlertRule {

    /** Its name in alerts, such as {@code utilization}. */
    String name();

    /**
     * What is to be said now, at most one finding per pool or service.
     *
     * @param firing the pools, or services, for which the rule's alert is firing; a rule may ask more of those before it lets go, so that a
     *     value on the edge does not flap
     */
    List<Finding> evaluate(Set<String> firing);
}
