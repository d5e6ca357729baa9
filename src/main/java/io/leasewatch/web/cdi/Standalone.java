package io.leasewatch.web.cdi;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Defines the library's classes in the WAR on a server that shares no library.
 *
 * <p>The class loader of the WAR searches its own class path before the shared library. If the library were on that class path,
 * the monitor would never use the shared classes. Without the library, the monitor could not start alone. Therefore the WAR
 * contains the library's jar outside its class path. If no shared library has the classes, this extension defines them from that
 * jar before any other class of the WAR is loaded.
 */
public class Standalone implements Extension {

    private static final String LIBRARY = "leasewatch-lib.jar";

    /**
     * Each package of the library has this class on the class path of the WAR. {@link MethodHandles.Lookup#defineClass} needs a
     * class in the same package.
     */
    private static final String PACKAGE_INFO = ".package-info";

    private static volatile boolean alone;

    /** Whether this extension defined the library's classes, so that no application shares them. */
    static boolean isAlone() {
        return alone;
    }

    void defineLibrary(@Observes BeforeBeanDiscovery event) throws IOException {
        ClassLoader loader = Standalone.class.getClassLoader();
        // The server calls this for every archive of the WAR.
        if (alone || loader.getResource("io/leasewatch/core/lease/LeaseRegistry.class") != null) {
            return;
        }
        alone = true;
        defineAll(read(loader), loader);
    }

    /** Defines the classes in any order. {@code classes} is empty afterwards. */
    static void defineAll(Map<String, byte[]> classes, ClassLoader loader) {
        for (String name : classes.keySet().toArray(new String[0])) {
            define(name, classes, loader);
        }
    }

    static Map<String, byte[]> read(ClassLoader loader) throws IOException {
        Map<String, byte[]> classes = new HashMap<>();
        InputStream jar = loader.getResourceAsStream(LIBRARY);
        if (jar == null) {
            throw damaged(LIBRARY + " is missing", null);
        }
        try (ZipInputStream entries = new ZipInputStream(jar)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.endsWith("package-info.class")) {
                    classes.put(
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'),
                            entries.readAllBytes());
                }
            }
        }
        return classes;
    }

    /**
     * Defines a class after its superclass and interfaces. Each {@link NoClassDefFoundError} names one missing class, which is
     * defined before the next attempt. If the JVM misses a class only during verification, the class is defined despite the
     * error, and the loop ends.
     */
    private static void define(String name, Map<String, byte[]> classes, ClassLoader loader) {
        byte[] bytes = classes.remove(name);
        while (bytes != null && !isDefined(name, loader)) {
            try {
                Class<?> sibling =
                        Class.forName(name.substring(0, name.lastIndexOf('.')) + PACKAGE_INFO, false, loader);
                MethodHandles.privateLookupIn(sibling, MethodHandles.lookup()).defineClass(bytes);
            } catch (ReflectiveOperationException e) {
                throw damaged(name + " cannot be defined", e);
            } catch (NoClassDefFoundError e) {
                String missing = String.valueOf(e.getMessage()).replace('/', '.');
                if (!classes.containsKey(missing)) {
                    // The class needs another class that this server lacks, such as one of a missing feature, so it is
                    // not used.
                    return;
                }
                define(missing, classes, loader);
            }
        }
    }

    private static IllegalStateException damaged(String reason, @Nullable Exception cause) {
        return new IllegalStateException("LSW5007E: leasewatch.war is damaged: " + reason, cause);
    }

    private static boolean isDefined(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
