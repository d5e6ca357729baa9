package io.leasewatch.monitor.database;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.monitor.pool.PoolWatch;
import java.util.Optional;
import javax.naming.NameNotFoundException;

/** The guarded databases of a server that guards none. */
public final class NoDatabases {

    private NoDatabases() {}

    public static Databases of(LeaseRegistry registry, PoolWatch pools) {
        return new Databases(
                registry,
                pools,
                name -> {
                    throw new NameNotFoundException(name);
                },
                () -> false,
                url -> Optional.empty(),
                new ManualClock(),
                DatabaseSettings.DEFAULT);
    }
}
