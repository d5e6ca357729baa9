package io.leasewatch.core.hooks;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Pool;
import java.lang.reflect.Method;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a pool of the server is called.
 *
 * @param jndiName the JNDI name of its data source
 * @param id where its data source is configured, such as {@code application[shop]/dataSource[java:app/jdbc/x]}
 */
record PoolName(String jndiName, String id) {

    private static final Pattern APPLICATION = Pattern.compile("(?:^|/)application\\[([^\\]]+)]");

    /** Names in these contexts are an application's own; another one may have the same. */
    private static final Pattern OWN = Pattern.compile("java:(app|module|comp)/.*");

    static PoolName of(Object pool) {
        return new PoolName(ask(pool, "getJNDIName"), ask(pool, "getUniqueId"));
    }

    private static String ask(Object pool, String question) {
        try {
            Method method = pool.getClass().getMethod(question);
            Object answer = method.invoke(pool);
            return answer == null ? "" : answer.toString();
        } catch (ReflectiveOperationException e) {
            return "";
        }
    }

    /** As its users know it: by its JNDI name, after its application's name if it belongs to one. */
    String users() {
        String name = jndiName.isEmpty() ? id : jndiName;
        @Nullable String application = application();
        return application == null || !OWN.matcher(name).matches() ? name : application + '/' + name;
    }

    private @Nullable String application() {
        Matcher application = APPLICATION.matcher(id);
        return application.find() ? application.group(1) : null;
    }

    Pool in(LeaseRegistry registry) {
        return registry.seenPool(users(), jndiName);
    }
}
