package io.leasewatch.core.request;

import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets applications change settings of the monitor that watches their connections. Thread-safe.
 *
 * <p>The monitor installs itself here. It belongs to another class loader than this class, so it must be removed when it stops.
 */
public final class MonitorSettings {

    private static volatile @Nullable BiConsumer<Map<String, String>, String> monitor;

    private MonitorSettings() {}

    /** From now on {@code change} gets the changes and the name of the application. It throws IllegalArgumentException for a wrong one. */
    public static void install(BiConsumer<Map<String, String>, String> change) {
        monitor = change;
    }

    /** Removes {@code change} if it is installed. */
    public static synchronized void remove(BiConsumer<Map<String, String>, String> change) {
        if (change.equals(monitor)) {
            monitor = null;
        }
    }

    /**
     * Changes settings: all of them, or none if one is wrong.
     *
     * @throws IllegalStateException if no monitor runs
     * @throws IllegalArgumentException if a value is wrong
     */
    public static void change(Map<String, String> values) {
        BiConsumer<Map<String, String>, String> known = monitor;
        if (known == null) {
            throw new IllegalStateException(
                    "No Leasewatch monitor runs in this JVM that shares this library, so it cannot be configured");
        }
        known.accept(Map.copyOf(values), Application.name());
    }
}
