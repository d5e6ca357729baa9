package io.leasewatch.monitor.database;

import javax.naming.NamingException;

/** Looks up JNDI names. */
@FunctionalInterface
public interface Lookup {

    /**
     * Returns the object bound to {@code name}.
     *
     * @throws NamingException if the name is not bound
     */
    Object lookUp(String name) throws NamingException;
}
