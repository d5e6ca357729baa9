package io.leasewatch.monitor.mbeans;

import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.PoolSource;
import io.leasewatch.spi.WatchedBy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Reads pools of applications from their MBeans: HikariCP with {@code registerMbeans}, Tomcat JDBC, Commons DBCP 2, Commons Pool 2, which
 * Jedis uses, and Oracle UCP. A pool with the same name as a watched pool is the same pool.
 *
 * <p>Reads counters only. A pool that cannot be read is left out.
 */
public final class MBeanPools implements PoolSource {

    private static final Logger LOG = SafeLogger.of(MBeanPools.class);

    private static final String JEDIS = "redis.clients.jedis.";

    private final MBeanServer server;
    private final InstantSource clock;

    public MBeanPools(MBeanServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    @Override
    public List<PoolReading> read() {
        List<PoolReading> readings = new ArrayList<>();
        for (PoolMBeans family : PoolMBeans.ALL) {
            for (ObjectName name : server.queryNames(family.pattern(), null)) {
                add(family, name, readings);
            }
        }
        return readings;
    }

    private void add(PoolMBeans family, ObjectName name, List<PoolReading> readings) {
        try {
            PoolReading reading = read(family, name);
            if (reading != null) {
                readings.add(reading);
            }
        } catch (JMException | RuntimeException e) {
            // The pool is being closed, or is not initialized yet.
            LOG.log(Level.DEBUG, "The pool " + name + " cannot be read", e);
        }
    }

    /** {@code null} if the pool does not report its connections in use. */
    private @Nullable PoolReading read(PoolMBeans family, ObjectName name) throws JMException {
        String value = name.getKeyProperty(family.nameKey());
        Map<String, Object> counts = attributes(name, family.counts());
        Integer active = count(counts, family.active());
        if (value == null || active == null) {
            return null;
        }
        Map<String, Object> limits = limits(family, name);
        Integer idle = count(counts, family.idle());
        Integer max = count(limits, family.max());
        boolean jedis = String.valueOf(counts.get(PoolMBeans.FACTORY)).startsWith(JEDIS);
        String poolName = family.poolName().apply(unquoted(value));
        return PoolReading.of(jedis ? "jedis/" + poolName : poolName, WatchedBy.POOL_NUMBERS, clock.instant())
                .kind(jedis ? PoolKind.REDIS : PoolKind.JDBC)
                .open(idle == null ? 0 : idle, active)
                .waiting(count(counts, family.waiters()))
                // Some pools use zero or the largest integer for no limit.
                .max(max == null || max == 0 || max == Integer.MAX_VALUE ? null : max)
                .min(count(limits, family.min()))
                .build();
    }

    private Map<String, Object> limits(PoolMBeans family, ObjectName name) throws JMException {
        try {
            return attributes(new ObjectName(family.settings().apply(name.getCanonicalName())), family.limits());
        } catch (InstanceNotFoundException e) {
            return Map.of();
        }
    }

    /** The attributes that exist. The MBean server leaves out attributes that are missing or that fail. */
    private Map<String, Object> attributes(ObjectName name, String[] wanted) throws JMException {
        Map<String, Object> values = new HashMap<>();
        for (Attribute attribute : server.getAttributes(name, wanted).asList()) {
            if (attribute.getValue() != null) {
                values.put(attribute.getName(), attribute.getValue());
            }
        }
        return values;
    }

    /** {@code null} if the attribute is missing or negative. */
    private static @Nullable Integer count(Map<String, Object> values, String name) {
        return values.get(name) instanceof Number number && number.longValue() >= 0
                ? (Integer) number.intValue()
                : null;
    }

    private static String unquoted(String value) {
        return value.startsWith("\"") ? ObjectName.unquote(value) : value;
    }
}
