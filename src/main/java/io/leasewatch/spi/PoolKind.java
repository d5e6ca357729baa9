package io.leasewatch.spi;

/** The kind of component that keeps the connections of a pool. */
public enum PoolKind {
    /** A pool of database connections in this JVM: a pool of the server or of an application. */
    JDBC,
    /** A pool of the server for connections to a messaging system. */
    JMS,
    /** A pool of the server for connections of another resource adapter. */
    RESOURCE_ADAPTER,
    /** A PgBouncer between the application and its database. */
    PGBOUNCER,
    /** PostgreSQL itself; each backend is a connection. */
    POSTGRESQL,
    /** A Redis server, or the pool of its clients. */
    REDIS;

    /** Whether a connection of this kind of pool may be one of the server's managed connections. */
    public boolean isOfServer() {
        return this == JDBC || this == JMS || this == RESOURCE_ADAPTER;
    }
}
