package io.leasewatch.monitor.liberty;

import io.leasewatch.monitor.pool.PoolContents;
import io.leasewatch.monitor.pool.PoolContentsReader;
import io.leasewatch.monitor.pool.PoolPurger;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Reads the text by which the ConnectionManager MBean of a pool lists its connections, and purges the pool by that bean. Thread-safe. */
public final class LibertyPoolContents implements PoolContentsReader, PoolPurger {

    /**
     * A shareable connection in use without a handle. While a unit of work keeps it, its state is {@code ActiveInTransaction}. With the
     * suffix {@code ToBePurged}, it was purged and still occupies a place in the pool.
     */
    private static final Pattern WITHOUT_HANDLE = Pattern.compile(
            "ManagedConnection@(\\w+)=(ActiveInUse|ActiveInTransaction)(?:ToBePurged)? .*connectionHandles=0\\b");

    private final ManagerBeans beans;
    private final MBeanServer server;

    public LibertyPoolContents(MBeanServer server) {
        this.server = server;
        this.beans = new ManagerBeans(server);
    }

    @Override
    public Optional<PoolContents> read(String jndiName) {
        return beans.only(jndiName).flatMap(bean -> {
            try {
                return server.invoke(bean, "showPoolContents", null, null) instanceof String text
                        ? Optional.of(parse(text))
                        : Optional.empty();
            } catch (JMException | RuntimeException e) {
                // The pool was removed meanwhile, or this server lists no contents.
                return Optional.empty();
            }
        });
    }

    @Override
    public int size(String jndiName) {
        return beans.only(jndiName).map(this::size).orElse(0);
    }

    private int size(ObjectName bean) {
        try {
            return server.getAttribute(bean, "Size") instanceof Number size ? size.intValue() : 0;
        } catch (JMException | RuntimeException e) {
            // The pool was removed meanwhile, or this server does not tell.
            return 0;
        }
    }

    @Override
    public void purge(String jndiName) throws JMException {
        ObjectName bean = beans.only(jndiName)
                .orElseThrow(() -> new InstanceNotFoundException("The server has no single pool of this name."));
        server.invoke(bean, "purgePoolContents", new Object[] {"immediate"}, new String[] {String.class.getName()});
    }

    static PoolContents parse(String text) {
        Set<String> unused = new HashSet<>();
        int retained = 0;
        Matcher line = WITHOUT_HANDLE.matcher(text);
        while (line.find()) {
            if (line.group(2).equals("ActiveInUse")) {
                unused.add(line.group(1));
            } else {
                retained++;
            }
        }
        return new PoolContents(unused, retained);
    }
}
