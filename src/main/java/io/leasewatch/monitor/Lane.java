package io.leasewatch.monitor;

/** The threads of the monitor. What is slow on one does not delay the tasks of the others. */
public enum Lane {
    /**
     * Finds leaks and evaluates the alert rules. Its tasks read memory only. Some leaks are certain at the second look, and they
     * shall be reported within a second.
     */
    DETECTION("leasewatch-heartbeat", 350, "Leaks and alerts are reported late."),
    /** Reads the sources of pools, some of which belong to applications. */
    POOLS("leasewatch-pools", 500, "The readings of the pools are old."),
    /** Publishes the metrics in the registries of the server. */
    METRICS("leasewatch-metrics", 500, "The metrics are old; leaks and alerts are not affected."),
    /** Everything else: settings, advice, logging, samples, the live feed. */
    UPKEEP(
            "leasewatch-upkeep",
            500,
            "Settings, advice, samples of the history and the live feed are late; leaks and alerts are not affected.");

    private final String threadName;
    private final int pauseMillis;
    private final String consequence;

    Lane(String threadName, int pauseMillis, String consequence) {
        this.threadName = threadName;
        this.pauseMillis = pauseMillis;
        this.consequence = consequence;
    }

    public String threadName() {
        return threadName;
    }

    /** How long the thread waits between two ticks, in milliseconds. */
    int pauseMillis() {
        return pauseMillis;
    }

    /** What it means for users if this thread is late. */
    String consequence() {
        return consequence;
    }
}
