package io.leasewatch.monitor.alert;

import java.util.concurrent.atomic.LongAdder;

/** Counts the failed logins to the monitor. Thread-safe. */
public final class FailedLogins {

    private final LongAdder count = new LongAdder();
    private volatile String lastAddress = "";

    /** A login from {@code address} has failed. */
    public void record(String address) {
        count.increment();
        lastAddress = address;
    }

    long count() {
        return count.sum();
    }

    /** The address of the last failed login, empty if there was none. */
    String lastAddress() {
        return lastAddress;
    }
}
