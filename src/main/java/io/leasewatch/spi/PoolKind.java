package io.leasewatch.spi;

/** What holds the connections of a pool. */
public enum PoolKind {
    /** A pool inside this JVM: the server's, or an application's own. */
    APPLICATION,
    /** A PgBouncer between the application and its database. */
    PGBOUNCER,
    /** PostgreSQL itself, whose backends are the connections. */
    POSTGRESQL,
    /** A Redis server, or the clients' pool before it. */
    REDIS
}
