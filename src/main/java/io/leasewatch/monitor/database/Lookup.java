package io.leasewatch.monitor.database;

import javax.naming.NamingException;

/** Where names are looked up. */
@FunctionalInterface
public interface Lookup {

    /**
     * What has that JNDI name.
     *
     * @throws NamingException if nothing has
     */
    Object lookUp(String name) throws NamingException;
}
