package io.leasewatch.monitor.pool;

/** Removes the connections of a pool of the server. */
@FunctionalInterface
public interface PoolPurger {

    /**
     * Destroys the idle connections of the only pool with this JNDI name at once, and each of the others when it is returned. Stranded
     * connections lose their places. May wait for the database.
     *
     * @throws Exception if the pool is not known or the server refuses
     */
    void purge(String jndiName) throws Exception;
}
