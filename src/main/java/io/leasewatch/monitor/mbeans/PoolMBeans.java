package io.leasewatch.monitor.mbeans;

import java.util.List;
import java.util.function.UnaryOperator;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Pools of one make: what their MBeans are called, and the attributes that have their numbers. One that is missing
 * is a number that nobody knows.
 *
 * @param pattern the names of its MBeans
 * @param nameKey the key of an MBean's name whose value is, or contains, the pool's name
 * @param poolName makes the pool's name of that value
 * @param settings the name of the MBean that has the maximum and the minimum, from the name of the one that has the rest
 * @param active connections in use
 * @param idle connections that nobody uses
 * @param waiters threads that wait for one
 * @param max the most it opens
 * @param min the fewest it keeps
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

    /** By this attribute the pools of commons-pool2 say what they are pools of. */
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

    /** Those that are known. Agroal has no MBeans, and C3P0's open the pool when they are asked. */
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
            // Inside a data source of DBCP, wherever its jmxName puts it.
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

    /** The attributes of the first MBean. */
    String[] counts() {
        return new String[] {active, idle, waiters, FACTORY};
    }

    /** Those of the second. */
    String[] limits() {
        return new String[] {max, min};
    }

    private static ObjectName name(String name) {
        try {
            return new ObjectName(name);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException("An MBean's name must have keys and values, was " + name, e);
        }
    }
}
