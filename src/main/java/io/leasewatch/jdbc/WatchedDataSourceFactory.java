package io.leasewatch.jdbc;

import io.leasewatch.core.jdbc.WatchedDataSource;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.text.SafeText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Hashtable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.Name;
import javax.naming.NamingException;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Creates a watched data source under one JNDI name for the data source that has another. Thread-safe.
 *
 * <p>The reference has one property: {@code target}, the JNDI name of the data source to watch. The name that is looked up
 * becomes the name of the pool in everything Leasewatch shows. A lookup by a resource reference has the settings of that reference,
 * or fails.
 */
public final class WatchedDataSourceFactory implements ObjectFactory {

    private static final Logger LOG = SafeLogger.of(WatchedDataSourceFactory.class);

    /** Messages that were already logged. Bounded by the number of references in server.xml. */
    private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

    @Override
    public Object getObjectInstance(
            Object reference, @Nullable Name name, @Nullable Context context, @Nullable Hashtable<?, ?> environment)
            throws NamingException {
        try {
            return watched((Reference) reference, name);
        } catch (NamingException e) {
            // On injection the server reports only that the binding does not exist, so the reason is logged here.
            String message = SafeText.shown(String.valueOf(e.getMessage()));
            if (LOGGED.add(message)) {
                LOG.log(Level.ERROR, "LSW1104E: Looking up {0} fails. {1}", name, message);
            }
            throw e;
        }
    }

    private DataSource watched(Reference reference, @Nullable Name name) throws NamingException {
        String target = property(reference, "target");
        if (target == null) {
            throw new NamingException(
                    "LSW1101E: A jndiReferenceEntry of " + getClass().getName()
                            + " must have the property target, the JNDI name of the data source to watch; it has none.");
        }
        Object found = name == null ? null : ReferenceLookup.find(name.toString(), target);
        DataSource dataSource = found == null ? lookUp(target) : checked(found, target);
        LeaseRegistry registry = LeaseRegistry.shared();
        return new WatchedDataSource(
                dataSource, registry.pool(name == null ? target : name.toString(), target), registry);
    }

    /**
     * Looks up the data source with this JNDI name.
     *
     * @throws NamingException if no object has that name, or the object is not a data source; the message names the reason
     */
    public static DataSource lookUp(String jndiName) throws NamingException {
        Object found;
        try {
            found = new InitialContext().lookup(jndiName);
        } catch (NamingException e) {
            throw notFound(jndiName, e);
        }
        return checked(found, jndiName);
    }

    static NamingException notFound(String jndiName, Exception reason) {
        NamingException clear = new NamingException("LSW1102E: The data source " + jndiName
                + " cannot be watched, because nothing has that JNDI name. The property target of a"
                + " jndiReferenceEntry, and the value of @Watched, must be the jndiName of a dataSource.");
        clear.setRootCause(reason);
        return clear;
    }

    private static DataSource checked(Object found, String jndiName) throws NamingException {
        if (found instanceof DataSource dataSource) {
            return dataSource;
        }
        throw new NamingException("LSW1103E: " + jndiName + " cannot be watched, because it is a "
                + found.getClass().getName()
                + ". The property target of a jndiReferenceEntry, and the value of @Watched, must be the jndiName of a"
                + " dataSource.");
    }

    private static @Nullable String property(Reference reference, String key) {
        RefAddr address = reference.get(key);
        return address == null || address.getContent() == null
                ? null
                : address.getContent().toString();
    }
}
