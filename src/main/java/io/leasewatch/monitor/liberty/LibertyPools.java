package io.leasewatch.monitor.liberty;

import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.PoolSource;
import io.leasewatch.spi.WatchedBy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Every pool of the server, by the statistics that the feature {@code monitor-1.0} keeps. A pool appears with its first use.
 *
 * <p>Reads counters only: asking the pool itself would take its lock. That is why nobody knows here who waits.
 */
public final class LibertyPools implements PoolSource {

    private static final String[] ATTRIBUTES = {"ManagedConnectionCount", "FreeConnectionCount", "MaxConnectionsLimit"};

    private final MBeanServer server;
    private final InstantSource clock;

    public LibertyPools(MBeanServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    @Override
    public List<PoolReading> read() {
        List<PoolReading> readings = new ArrayList<>();
        try {
            for (ObjectName name : server.queryNames(new ObjectName("WebSphere:type=ConnectionPoolStats,*"), null)) {
                add(name, readings);
            }
        } catch (JMException e) {
            throw new IllegalStateException("The server's pool statistics cannot be read", e);
        }
        return readings;
    }

    private void add(ObjectName name, List<PoolReading> readings) throws JMException {
        try {
            readings.add(read(name));
        } catch (InstanceNotFoundException e) {
            // A pool that went away while we looked is no longer of interest; the others are.
        }
    }

    private PoolReading read(ObjectName name) throws JMException {
        AttributeList values = server.getAttributes(name, ATTRIBUTES);
        int total = value(values, "ManagedConnectionCount");
        int idle = Math.min(total, value(values, "FreeConnectionCount"));
        int max = value(values, "MaxConnectionsLimit");
        return PoolReading.of(jndiName(name.getKeyProperty("name")), WatchedBy.POOL_NUMBERS, clock.instant())
                .open(idle, total - idle)
                // 0 is how the server says that there is no limit.
                .max(max == 0 ? null : max)
                .build();
    }

    /** The server writes {@code java-app/jdbc/x} for {@code java:app/jdbc/x}. */
    static String jndiName(String statisticsName) {
        return statisticsName.replaceFirst("^java-(?=app/|module/|comp/|global/)", "java:");
    }

    /** A counter that is missing, or below zero as the server's have been seen to be, counts as zero. */
    private static int value(AttributeList values, String name) {
        return values.asList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .map(Attribute::getValue)
                .filter(Number.class::isInstance)
                .mapToInt(number -> Math.max(0, ((Number) number).intValue()))
                .findFirst()
                .orElse(0);
    }
}
