package io.leasewatch.core.request;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseSettings;

/** Settings of the registry that all tests of this package share, for as long as a piece of a test runs. */
public final class SharedSettings {

    private SharedSettings() {}

    public static void disabled(Runnable work) {
        LeaseSettings usual = LeaseRegistry.shared().settings();
        LeaseRegistry.shared().apply(new LeaseSettings(false, usual.capture(), usual.historySize(), usual.packages()));
        try {
            work.run();
        } finally {
            LeaseRegistry.shared().apply(usual);
        }
    }
}
