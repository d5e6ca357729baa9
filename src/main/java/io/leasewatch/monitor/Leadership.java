package io.leasewatch.monitor;

import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of several monitors in a JVM works: the first one, until it releases the leadership. The others wait; they would take
 * its hooks away and send each alert twice.
 *
 * <p>Thread-safe; {@link #acquire} is the single step that decides. The leader is a text in the system properties, which all class
 * loaders share and which keeps none of them in memory.
 */
public final class Leadership {

    /** Of a monitor that is the only one. */
    static final Leadership ALONE = new Leadership("", null);

    private static final String KEY = "io.leasewatch.monitor";

    private static final int LENGTH_OF_ID = UUID.randomUUID().toString().length() + 1;

    private final @Nullable Properties properties;
    private final String leader;
    private volatile @Nullable String other;

    /** @param properties where the leader is named, {@code null} if there is no other monitor */
    private Leadership(String name, @Nullable Properties properties) {
        this.properties = properties;
        this.leader = name + ' ' + UUID.randomUUID();
    }

    /** Of the monitor in the application {@code name}, among all monitors of this JVM. */
    public static Leadership ofJvm(String name) {
        return among(name, System.getProperties());
    }

    static Leadership among(String name, Properties properties) {
        return new Leadership(name, properties);
    }

    /** Takes the leadership if no other monitor has it. Returns whether this monitor leads. */
    boolean acquire() {
        Object before = properties == null ? null : properties.putIfAbsent(KEY, leader);
        if (before == null || before.equals(leader)) {
            other = null;
            return true;
        }
        other = name(before.toString());
        return false;
    }

    private static String name(String leader) {
        return leader.substring(0, Math.max(0, leader.length() - LENGTH_OF_ID));
    }

    /** Gives the leadership up, if this monitor has it. */
    void release() {
        if (properties != null) {
            properties.remove(KEY, leader);
        }
    }

    /** The application whose monitor works in place of this one, {@code null} if there is none. */
    public @Nullable String other() {
        return other;
    }
}
