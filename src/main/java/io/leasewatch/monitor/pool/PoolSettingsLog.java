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
        PoolSettingsProblem.of(pool, settings).forEach(PoolSettingsLog::log);
    }

    private static void log(PoolSettingsProblem problem) {
        switch (problem.setting()) {
            case AGED_TIMEOUT -> LOG.log(Level.WARNING, "LSW2007W: {0} {1}", problem.sentence(), problem.remedy());
            case CONNECTIONS_PER_THREAD ->
                LOG.log(Level.WARNING, "LSW2008W: {0} {1}", problem.sentence(), problem.remedy());
            case MAXIMUM -> LOG.log(Level.WARNING, "LSW2009W: {0} {1}", problem.sentence(), problem.remedy());
        }
    }
}
