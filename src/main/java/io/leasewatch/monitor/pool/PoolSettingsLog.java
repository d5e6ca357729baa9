package io.leasewatch.monitor.pool;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.work.ServerPoolSettings;
import io.leasewatch.spi.PoolReading;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/** Warns once of each pool whose settings in the server defeat it. The settings are known from the first closed connection on. */
public final class PoolSettingsLog implements PoolListener {

    private static final Logger LOG = SafeLogger.of(PoolSettingsLog.class);

    private final LeaseRegistry registry;
    private final Set<Pool> checked = Collections.newSetFromMap(new WeakHashMap<>());

    public PoolSettingsLog(LeaseRegistry registry) {
        this.registry = registry;
    }

    @Override
    public synchronized void read(List<PoolReading> readings) {
        for (Map.Entry<String, Pool> one : registry.pools().entrySet()) {
            ServerPoolSettings settings = one.getValue().serverSettings();
            if (settings != null && checked.add(one.getValue())) {
                check(one.getKey(), settings);
            }
        }
    }

    static void check(String pool, ServerPoolSettings settings) {
        if (settings.agedTimeout() == 0) {
            LOG.log(
                    Level.WARNING,
                    "LSW2007W: {0} has agedTimeout=\"0\", so the server opens a connection for each use and closes it"
                            + " afterwards. Remove agedTimeout from the connectionManager, or set it to a time such as 30m.",
                    pool);
        }
        if (settings.numConnectionsPerThreadLocal() > 0) {
            LOG.log(
                    Level.WARNING,
                    "LSW2008W: {0} has numConnectionsPerThreadLocal=\"{1}\", so each thread keeps connections, which the"
                            + " server counts as idle. Set it to 0, unless the pool has a connection for every thread.",
                    pool,
                    Integer.toString(settings.numConnectionsPerThreadLocal()));
        }
        if (settings.maxPoolSize() == 0 || settings.maxPoolSize() == Integer.MAX_VALUE) {
            LOG.log(
                    Level.WARNING,
                    "LSW2009W: {0} has maxPoolSize=\"0\", so it has no limit, and one leak can take all connections of the"
                            + " database. Set a size; the default is 50.",
                    pool);
        }
    }
}
