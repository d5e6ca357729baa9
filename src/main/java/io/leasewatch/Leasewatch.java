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
     * Looks up a data source and returns it watched, as the pool {@code jndiName}.
     *
     * @throws NamingException if no object has that name, or the object is not a data source; the message names the reason
     */
    public static DataSource watch(String jndiName) throws NamingException {
        return watch(WatchedDataSourceFactory.lookUp(jndiName), jndiName);
    }

    /**
     * Returns a data source that behaves like {@code dataSource}. Its connections are leases of the pool {@code name}.
     *
     * <p>A data source that is already watched is returned unchanged and keeps its name, so that each connection is one lease.
     *
     * @throws IllegalArgumentException if {@code name} is blank
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
