package io.leasewatch.core.hooks;

import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The kinds of pools that applications bring along, and what their own names are. */
enum ApplicationPoolKind {
    HIKARI("com.zaxxer.hikari.HikariDataSource", "getPoolName"),
    DBCP("org.apache.commons.dbcp2.PoolingDataSource", "getJmxName") {
        @Override
        @Nullable
        String ownName(Object source) {
            Object pool = source instanceof Supplier<?> way ? way.get() : null;
            String name = pool == null ? null : super.ownName(pool);
            // Without a name of its own it has one that Commons Pool makes up.
            return name == null || name.startsWith("org.apache.commons.pool2:") ? null : key(name);
        }

        /** {@code orders} of {@code com.example:type=pool,name=orders,connectionpool=connections}. */
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
        String ownName(Object source) {
            String name = super.ownName(source);
            return name == null || name.equals(ask(source, "getIdentityToken")) ? null : name;
        }
    },
    TOMCAT("org.apache.tomcat.jdbc.pool.ConnectionPool", "getName") {
        @Override
        @Nullable
        String ownName(Object source) {
            String name = super.ownName(source);
            return name == null || name.startsWith("Tomcat Connection Pool[") ? null : name;
        }
    };

    private final String type;
    private final String question;

    ApplicationPoolKind(String type, String question) {
        this.type = type;
        this.question = question;
    }

    /** The kind that is woven in the class of that name, {@code null} if we know none. */
    static @Nullable ApplicationPoolKind of(@Nullable Object type) {
        for (ApplicationPoolKind kind : values()) {
            if (kind.type.equals(type)) {
                return kind;
            }
        }
        return null;
    }

    /** What {@code source} was called by whoever made it, {@code null} if it was not; one that is made up anew at each start is none. */
    @Nullable
    String ownName(Object source) {
        return ask(source, question);
    }

    private static @Nullable String ask(Object source, String question) {
        try {
            Method method = source.getClass().getMethod(question);
            Object answer = method.invoke(source);
            String name = answer == null ? "" : answer.toString();
            return name.isEmpty() ? null : name;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
