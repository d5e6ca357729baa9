package io.leasewatch.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Loads the pools as an application brings them along: in a class loader of its own, woven. */
final class WovenPools extends ClassLoader {

    private static final String[] THEIRS = {
        PoolMaker.class.getName(),
        "com.zaxxer.hikari.",
        "org.apache.commons.dbcp2.",
        "org.apache.commons.pool2.",
        "io.agroal.",
        "com.mchange.",
        "org.apache.tomcat."
    };

    /** Drivers, some for tests, would register themselves with the JVM, which keeps their class loader for ever. */
    private static final String DRIVER = "Driver";

    private final Weaver weaver = new Weaver(PoolPoints.ALL);

    WovenPools() {
        super(WovenPools.class.getClassLoader());
    }

    @SuppressWarnings("unchecked")
    DataSource make(String kind, String name) throws ReflectiveOperationException {
        Class<?> maker = loadClass(PoolMaker.class.getName());
        return ((BiFunction<String, String, DataSource>)
                        maker.getDeclaredConstructor().newInstance())
                .apply(kind, name);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            boolean theirs = Stream.of(THEIRS).anyMatch(name::startsWith) && !name.endsWith(DRIVER);
            return theirs ? define(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String path = name.replace('.', '/');
        try (InputStream file = getResourceAsStream(path + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = file.readAllBytes();
            byte @Nullable [] woven = weaver.transform(this, path, null, null, bytes);
            byte[] used = Objects.requireNonNullElse(woven, bytes);
            return defineClass(name, used, 0, used.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
