package io.leasewatch.it.inside;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import java.util.List;

/** Looks at the registry of this application's library. */
public final class OpenLeases {

    private OpenLeases() {}

    /** The declared leases that are open now. */
    public static List<Lease> declared() {
        return LeaseRegistry.shared().openLeases().stream()
                .filter(Lease::isDeclared)
                .toList();
    }

    /** All leases that are open now. */
    public static List<Lease> all() {
        return List.copyOf(LeaseRegistry.shared().openLeases());
    }
}
