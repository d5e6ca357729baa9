package io.leasewatch.monitor.mbeans;

import java.util.List;
import java.util.function.UnaryOperator;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * The MBeans of one pool implementation: their names, and the names of their attributes. A missing attribute means that the value is
 * unknown.
 *
 * @param pattern matches the names of its MBeans
 * @param nameKey the key property of an MBean's name whose value is, or contains, the name of the pool
 * @param poolName extracts the name of the pool from that value
 * @param settings maps the name of the MBean with the counts to the name of the MBean with the limits
 * @param active attribute: connections in use
 * @param idle attribute: idle connections
 * @param waiters attribute: threads waiting for a connection
 * @param max attribute: maximum number of connections
 * @param min attribute: minimum number of connections
 */
record PoolMBeans(
        ObjectName pattern,
        String nameKey,
        UnaryOperator<String> poolName,
        UnaryOperator<String> settings,
        String active,
        String idle,
        String waiters,
        String max,
        String min) {

    /** The attribute of commons-pool2 pools with the class of their object factory. */
    static final String FACTORY = "FactoryType";

    private static final String IN_USE = "ActiveConnections";
    private static final String FREE = "IdleConnections";
    private static final String WAITING = "ThreadsAwaitingConnection";
    private static final String MOST = "MaximumPoolSize";
    private static final String FEWEST = "MinimumIdle";

    private static final String OBJECTS_IN_USE = "NumActive";
    private static final String FREE_OBJECTS = "NumIdle";
    private static final String WAITING_FOR_OBJECTS = "NumWaiters";
    private static final String MOST_OBJECTS = "MaxTotal";
    private static final String FEWEST_OBJECTS = "MinIdle";

    /** The supported pool implementations. Agroal has no MBeans, and reading those of C3P0 opens the pool. */
    static final List<PoolMBeans> ALL = List.of(
            new PoolMBeans(
                    name("com.zaxxer.hikari:type=Pool (*)"),
                    "type",
                    type -> type.substring("Pool (".length(), type.length() - 1),
                    name -> name.replace("type=Pool (", "type=PoolConfig ("),
                    IN_USE,
                    FREE,
                    WAITING,
                    MOST,
                    FEWEST),
            // With -Dhikaricp.jmx.register2.0=true.
            new PoolMBeans(
                    name("com.zaxxer.hikari:type=Pool,name=*"),
                    "name",
                    UnaryOperator.identity(),
                    name -> name.replace("type=Pool", "type=PoolConfig"),
                    IN_USE,
                    FREE,
                    WAITING,
                    MOST,
                    FEWEST),
            new PoolMBeans(
                    name("tomcat.jdbc:type=ConnectionPool,*"),
                    "name",
                    UnaryOperator.identity(),
                    UnaryOperator.identity(),
                    "Active",
                    "Idle",
                    "WaitCount",
                    "MaxActive",
                    "MinIdle"),
            // The pool of a DBCP data source, in the domain of its jmxName.
            new PoolMBeans(
                    name("*:connectionpool=connections,*"),
                    "name",
                    UnaryOperator.identity(),
                    UnaryOperator.identity(),
                    OBJECTS_IN_USE,
                    FREE_OBJECTS,
                    WAITING_FOR_OBJECTS,
                    MOST_OBJECTS,
                    FEWEST_OBJECTS),
            new PoolMBeans(
                    name("org.apache.commons.pool2:type=GenericObjectPool,*"),
                    "name",
                    UnaryOperator.identity(),
                    UnaryOperator.identity(),
                    OBJECTS_IN_USE,
                    FREE_OBJECTS,
                    WAITING_FOR_OBJECTS,
                    MOST_OBJECTS,
                    FEWEST_OBJECTS),
            new PoolMBeans(
                    name("oracle.ucp.admin.UniversalConnectionPoolMBean:name=*"),
                    "name",
                    UnaryOperator.identity(),
                    UnaryOperator.identity(),
                    "borrowedConnectionsCount",
                    "availableConnectionsCount",
                    "pendingRequestsCount",
                    "maxPoolSize",
                    "minPoolSize"));

    /** The attributes of the MBean with the counts. */
    String[] counts() {
        return new String[] {active, idle, waiters, FACTORY};
    }

    /** The attributes of the MBean with the limits. */
    String[] limits() {
        return new String[] {max, min};
    }

    private static ObjectName name(String name) {
        try {
            return new ObjectName(name);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException("The name of an MBean must have keys and values, was " + name, e);
        }
    }
}
