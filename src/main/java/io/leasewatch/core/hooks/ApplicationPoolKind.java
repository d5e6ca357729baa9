package io.leasewatch.core.hooks;

import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The kinds of pools that applications bring along, and how to read their configured names. */
enum ApplicationPoolKind {
    HIKARI("com.zaxxer.hikari.HikariDataSource", "getPoolName"),
    DBCP("org.apache.commons.dbcp2.PoolingDataSource", "getJmxName") {
        @Override
        @Nullable
        String configuredName(Object source) {
            Object pool = source instanceof Supplier<?> accessor ? accessor.get() : null;
            String name = pool == null ? null : super.configuredName(pool);
            // A pool without a configured name has one that Commons Pool generates.
            return name == null || name.startsWith("org.apache.commons.pool2:") ? null : key(name);
        }

        /** Extracts {@code orders} from {@code com.example:type=pool,name=orders,connectionpool=connections}. */
        private static @Nullable String key(String name) {
            for (String property : name.substring(name.indexOf(':') + 1).split(",", -1)) {
                if (property.startsWith("name=")) {
                    return property.substring("name=".length());
                }
            }
            return null;
        }
    },
    AGROAL("io.agroal.pool.DataSource", ""),
    C3P0("com.mchange.v2.c3p0.impl.AbstractPoolBackedDataSource", "getDataSourceName") {
        @Override
        @Nullable
        String configuredName(Object source) {
            String name = super.configuredName(source);
            return name == null || name.equals(invoke(source, "getIdentityToken")) ? null : name;
        }
    },
    TOMCAT("org.apache.tomcat.jdbc.pool.ConnectionPool", "getName") {
        @Override
        @Nullable
        String configuredName(Object source) {
            String name = super.configuredName(source);
            return name == null || name.startsWith("Tomcat Connection Pool[") ? null : name;
        }
    };

    private final String type;
    private final String getter;

    ApplicationPoolKind(String type, String getter) {
        this.type = type;
        this.getter = getter;
    }

    /** The kind of pool for the name of a woven class, {@code null} if the class is unknown. */
    static @Nullable ApplicationPoolKind of(@Nullable Object type) {
        for (ApplicationPoolKind kind : values()) {
            if (kind.type.equals(type)) {
                return kind;
            }
        }
        return null;
    }

    /** The configured name of {@code source}, {@code null} if it has none. A name that is generated anew at each start does not count. */
    @Nullable
    String configuredName(Object source) {
        return invoke(source, getter);
    }

    private static @Nullable String invoke(Object source, String getter) {
        try {
            Method method = source.getClass().getMethod(getter);
            Object answer = method.invoke(source);
            String name = answer == null ? "" : answer.toString();
            return name.isEmpty() ? null : name;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
