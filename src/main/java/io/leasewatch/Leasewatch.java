package io.leasewatch;

import io.leasewatch.core.jdbc.WatchedDataSource;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.jdbc.WatchedDataSourceFactory;
import java.util.Objects;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Watches a data source from code: for HikariCP or any other pool inside an application, and for plain Java. Thread-safe. */
public final class Leasewatch {

    private Leasewatch() {}

    /**
     * The data source that has this JNDI name, watched under it.
     *
     * @throws NamingException if nothing has that name, or something that is no data source; its message says which
     */
    public static DataSource watch(String jndiName) throws NamingException {
        return watch(WatchedDataSourceFactory.lookUp(jndiName), jndiName);
    }

    /**
     * A data source that behaves like {@code dataSource} and whose connections are leases of the pool {@code name}.
     *
     * <p>A data source that is watched already is returned as it is, under the name it has, so that one connection is one
     * lease.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public static DataSource watch(DataSource dataSource, String name) {
        Objects.requireNonNull(dataSource, "dataSource");
        if (name.isBlank()) {
            throw new IllegalArgumentException("The name of a watched data source must not be blank");
        }
        if (dataSource instanceof WatchedDataSource) {
            return dataSource;
        }
        LeaseRegistry registry = LeaseRegistry.shared();
        return new WatchedDataSource(dataSource, registry.pool(name, ""), registry);
    }
}
