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
 * Reads the pools of the server from the MBeans of the feature {@code monitor-1.0}. A pool appears with its first use.
 *
 * <p>Reads counters only, because other methods would take the lock of the pool. The counters do not include waiting threads.
 */
public final class LibertyPools implements PoolSource {

    private static final String[] ATTRIBUTES = {"ManagedConnectionCount", "FreeConnectionCount", "MaxConnectionsLimit"};

    private final MBeanServer server;
    private final InstantSource clock;
    private final ManagerBeans beans;

    public LibertyPools(MBeanServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
        this.beans = new ManagerBeans(server);
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
            // The pool was removed meanwhile.
        }
    }

    private PoolReading read(ObjectName name) throws JMException {
        AttributeList values = server.getAttributes(name, ATTRIBUTES);
        int total = value(values, "ManagedConnectionCount");
        int idle = Math.min(total, value(values, "FreeConnectionCount"));
        int max = value(values, "MaxConnectionsLimit");
        String jndiName = jndiName(name.getKeyProperty("name"));
        return PoolReading.of(jndiName, WatchedBy.POOL_NUMBERS, clock.instant())
                .kind(beans.kind(jndiName))
                .open(idle, total - idle)
                // 0 means no limit.
                .max(max == 0 ? null : max)
                .build();
    }

    /** Restores the JNDI name: the server writes {@code java-app/jdbc/x} for {@code java:app/jdbc/x}. */
    static String jndiName(String statisticsName) {
        return statisticsName.replaceFirst("^java-(?=app/|module/|comp/|global/)", "java:");
    }

    /** Zero if the counter is missing or negative. The server's counters are sometimes negative. */
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
