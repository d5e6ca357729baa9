package io.leasewatch.monitor.alert;

import io.leasewatch.core.time.ManualClock;

/** The ids that an evaluator gives which was created when a {@link ManualClock} begins. */
final class AlertIds {

    private AlertIds() {}

    /** The id of the {@code number}th alert. */
    static String id(int number) {
        return Long.toString(new ManualClock().millis(), Character.MAX_RADIX) + "-" + number;
    }
}
