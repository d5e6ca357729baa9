package io.leasewatch.monitor.pool;

import io.leasewatch.core.work.ServerPoolSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting of the server that defeats a pool.
 *
 * @param setting which setting
 * @param sentence the pool, the setting and what it does
 * @param remedy what to set instead
 */
public record PoolSettingsProblem(Setting setting, String sentence, String remedy) {

    /** Settings that can defeat a pool. */
    public enum Setting {
        AGED_TIMEOUT,
        CONNECTIONS_PER_THREAD,
        MAXIMUM
    }

    /** The problems of the settings of {@code pool}; none while they are unknown. */
    public static List<PoolSettingsProblem> of(String pool, @Nullable ServerPoolSettings settings) {
        if (settings == null) {
            return List.of();
        }
        List<PoolSettingsProblem> found = new ArrayList<>();
        if (settings.agedTimeout() == 0) {
            found.add(new PoolSettingsProblem(
                    Setting.AGED_TIMEOUT,
                    pool
                            + " has agedTimeout=\"0\", so the server opens a connection for each use and closes it afterwards.",
                    "Remove agedTimeout from the connectionManager, or set it to a time such as 30m."));
        }
        if (settings.numConnectionsPerThreadLocal() > 0) {
            found.add(new PoolSettingsProblem(
                    Setting.CONNECTIONS_PER_THREAD,
                    pool + " has numConnectionsPerThreadLocal=\"" + settings.numConnectionsPerThreadLocal()
                            + "\", so each thread keeps connections, which the server counts as idle.",
                    "Set it to 0, unless the pool has a connection for every thread."));
        }
        if (settings.maxPoolSize() == 0 || settings.maxPoolSize() == Integer.MAX_VALUE) {
            found.add(new PoolSettingsProblem(
                    Setting.MAXIMUM,
                    pool
                            + " has maxPoolSize=\"0\", so it has no limit, and one leak can take all connections of the database.",
                    "Set a size; the default is 50."));
        }
        return found;
    }
}
