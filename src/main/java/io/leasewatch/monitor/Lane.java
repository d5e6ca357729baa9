package io.leasewatch.monitor;

/** The threads of the monitor. What is slow on one does not delay the tasks of the others. */
public enum Lane {
    /** Finds leaks and evaluates the alert rules. Its tasks read memory only. */
    DETECTION("leasewatch-heartbeat", "Leaks and alerts are reported late."),
    /** Reads the sources of pools, some of which belong to applications. */
    POOLS("leasewatch-pools", "The readings of the pools are old."),
    /** Publishes the metrics in the registries of the server. */
    METRICS("leasewatch-metrics", "The metrics are old; leaks and alerts are not affected."),
    /** Everything else: settings, advice, logging, samples, the live feed. */
    UPKEEP(
            "leasewatch-upkeep",
            "Settings, advice, samples of the history and the live feed are late; leaks and alerts are not affected.");

    private final String threadName;
    private final String consequence;

    Lane(String threadName, String consequence) {
        this.threadName = threadName;
        this.consequence = consequence;
    }

    public String threadName() {
        return threadName;
    }

    /** What it means for users if this thread is late. */
    String consequence() {
        return consequence;
    }
}
