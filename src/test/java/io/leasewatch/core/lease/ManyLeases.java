package io.leasewatch.core.lease;

import static java.util.Objects.requireNonNull;

import io.leasewatch.core.origin.PackageRules;
import io.leasewatch.core.site.CaptureMode;
import io.leasewatch.core.time.ManualTicker;
import java.util.ArrayList;
import java.util.List;

/** A registry with more leases out than a real one keeps, each with a handle that is held. Time stands still in it. */
public final class ManyLeases {

    public final LeaseRegistry registry;
    private final List<Object> handles = new ArrayList<>();

    public ManyLeases(int count) {
        registry = new LeaseRegistry(
                new ManualTicker(), new LeaseSettings(true, CaptureMode.OFF, 0, PackageRules.NONE), count);
        Pool pool = registry.pool("jdbc/shop", "");
        for (int i = 0; i < count; i++) {
            Object handle = new Object();
            handles.add(handle);
            registry.hold(requireNonNull(registry.open(Acquisition.of(pool))), handle);
        }
    }
}
