package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Pool;
import java.lang.reflect.Method;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a pool of the server.
 *
 * @param jndiName the JNDI name of the data source
 * @param id where the data source is configured, such as {@code application[shop]/dataSource[java:app/jdbc/x]}
 */
record PoolName(String jndiName, String id) {

    private static final Pattern APPLICATION = Pattern.compile("(?:^|/)application\\[([^\\]]+)]");

    /** Names in these contexts belong to one application; another application may use the same name. */
    private static final Pattern APPLICATION_SCOPED = Pattern.compile("java:(app|module|comp)/.*");

    static PoolName of(Object pool) {
        return new PoolName(invoke(pool, "getJNDIName"), invoke(pool, "getUniqueId"));
    }

    private static String invoke(Object pool, String getter) {
        try {
            Method method = pool.getClass().getMethod(getter);
            Object answer = method.invoke(pool);
            return answer == null ? "" : answer.toString();
        } catch (ReflectiveOperationException e) {
            return "";
        }
    }

    /** The name that users see: the JNDI name, prefixed with the name of the application if it belongs to one. */
    String displayName() {
        String name = jndiName.isEmpty() ? id : jndiName;
        @Nullable String application = application();
        return application == null || !APPLICATION_SCOPED.matcher(name).matches() ? name : application + '/' + name;
    }

    private @Nullable String application() {
        Matcher application = APPLICATION.matcher(id);
        return application.find() ? application.group(1) : null;
    }

    Pool in(LeaseRegistry registry) {
        return registry.seenPool(displayName(), jndiName);
    }
}
