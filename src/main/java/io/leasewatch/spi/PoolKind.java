package io.leasewatch.spi;

/** The kind of component that keeps the connections of a pool. */
public enum PoolKind {
    /** A pool in this JVM: a pool of the server or of an application. */
    APPLICATION,
    /** A PgBouncer between the application and its database. */
    PGBOUNCER,
    /** PostgreSQL itself; each backend is a connection. */
    POSTGRESQL,
    /** A Redis server, or the pool of its clients. */
    REDIS
}
