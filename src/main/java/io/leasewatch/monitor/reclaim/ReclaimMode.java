package io.leasewatch.monitor.reclaim;

/** Whether leaked connections are reclaimed automatically. */
public enum ReclaimMode {
    OFF,
    /** Steps are logged but not taken. */
    DRY_RUN,
    ON
}
