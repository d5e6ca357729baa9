package io.leasewatch.monitor.pool;

import java.util.Optional;

/** Reads the contents of a pool of the server. {@link #read} takes a lock of the pool, so it is called only if the counts differ. */
@FunctionalInterface
public interface PoolContentsReader {

    /** For servers that do not list the contents of their pools. */
    PoolContentsReader NONE = jndiName -> Optional.empty();

    /** Returns the contents of the only pool with this JNDI name, or nothing. */
    Optional<PoolContents> read(String jndiName);

    /** The number of connections that the only pool with this JNDI name counts, 0 if unknown. Takes no lock. */
    default int size(String jndiName) {
        return 0;
    }
}
