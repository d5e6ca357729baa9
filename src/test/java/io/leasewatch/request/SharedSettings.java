package io.leasewatch.request;

import io.leasewatch.lease.LeaseRegistry;
import io.leasewatch.lease.LeaseSettings;

/** Settings of the registry that all tests of this room share, for as long as a piece of a test runs. */
final class SharedSettings {

    private SharedSettings() {}

    static void disabled(Runnable work) {
        LeaseSettings usual = LeaseRegistry.shared().settings();
        LeaseRegistry.shared().apply(new LeaseSettings(false, usual.capture(), usual.historySize(), usual.packages()));
        try {
            work.run();
        } finally {
            LeaseRegistry.shared().apply(usual);
        }
    }
}
