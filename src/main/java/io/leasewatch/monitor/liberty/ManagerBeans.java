package io.leasewatch.monitor.liberty;

import io.leasewatch.spi.PoolKind;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Finds the ConnectionManager MBean of a pool. Its name has the JNDI name, and the element of the configuration that the pool belongs to,
 * such as {@code dataSource[orders]/connectionManager[default-0]}. Thread-safe.
 */
final class ManagerBeans {

    private static final String TYPE = "WebSphere:type=com.ibm.ws.jca.cm.mbean.ConnectionManagerMBean,";

    private static final Pattern OWNER = Pattern.compile("(\\w+)\\[[^\\]]*]/connectionManager");

    private final MBeanServer server;

    ManagerBeans(MBeanServer server) {
        this.server = server;
    }

    /** The bean of the only pool with this JNDI name. */
    Optional<ObjectName> only(String jndiName) {
        Set<ObjectName> names = all(jndiName);
        return names.size() == 1 ? Optional.of(names.iterator().next()) : Optional.empty();
    }

    /** The kind of the pools with this JNDI name; {@link PoolKind#JDBC} if there is no bean that tells. */
    PoolKind kind(String jndiName) {
        return all(jndiName).stream()
                .map(name -> kindOf(String.valueOf(name.getKeyProperty("name"))))
                .findFirst()
                .orElse(PoolKind.JDBC);
    }

    private static PoolKind kindOf(String configured) {
        Matcher owner = OWNER.matcher(configured);
        if (!owner.find() || owner.group(1).equals("dataSource")) {
            return PoolKind.JDBC;
        }
        return owner.group(1).startsWith("jms") ? PoolKind.JMS : PoolKind.RESOURCE_ADAPTER;
    }

    /** The server replaces characters that have a meaning in names of beans by a point. */
    private Set<ObjectName> all(String jndiName) {
        try {
            return server.queryNames(
                    new ObjectName(TYPE + "jndiName=" + jndiName.replaceAll("[:=,\"*?]", ".") + ",*"), null);
        } catch (MalformedObjectNameException e) {
            return Set.of();
        }
    }
}
