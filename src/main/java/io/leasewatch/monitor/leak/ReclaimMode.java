package io.leasewatch.monitor.leak;

/** Whether leaks are taken back by themselves. */
public enum ReclaimMode {
    OFF,
    /** It is said what would be done, and nothing is done. */
    DRY_RUN,
    ON
}
