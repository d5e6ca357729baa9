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
        PoolSettingsProblem.of(pool, settings)
                .forEach(problem -> LOG.log(
                        Level.WARNING, "{0}: {1} {2}", problem.message(), problem.sentence(), problem.remedy()));
    }
}
