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
 * Gives the monitor the library's classes on a server that shares no library.
 *
 * <p>The server asks the WAR for a class before it asks the shared library. With those classes on its class path the monitor
 * would therefore never see the shared ones; without them it could not start alone. So the WAR carries the library beside its
 * class path, and before anything else of it is loaded, this takes the classes from there if nobody else has them.
 */
public class Standalone implements Extension {

    private static final String LIBRARY = "leasewatch-lib.jar";

    /** Every package of the library has this class, in the WAR too: a class can be added beside one that is there. */
    private static final String FOOTHOLD = ".package-info";

    private static volatile boolean alone;

    /** Whether the monitor had to bring the library's classes itself, so that no application can share them. */
    static boolean isAlone() {
        return alone;
    }

    void begin(@Observes BeforeBeanDiscovery event) throws IOException {
        ClassLoader loader = Standalone.class.getClassLoader();
        // The server asks once for every archive of the WAR.
        if (alone || loader.getResource("io/leasewatch/core/lease/LeaseRegistry.class") != null) {
            return;
        }
        alone = true;
        defineAll(read(loader), loader);
    }

    /** Defines classes in whatever order they come; {@code classes} is empty afterwards. */
    static void defineAll(Map<String, byte[]> classes, ClassLoader loader) {
        for (String name : classes.keySet().toArray(new String[0])) {
            define(name, classes, loader);
        }
    }

    static Map<String, byte[]> read(ClassLoader loader) throws IOException {
        Map<String, byte[]> classes = new HashMap<>();
        InputStream jar = loader.getResourceAsStream(LIBRARY);
        if (jar == null) {
            throw damaged(LIBRARY + " is not in it", null);
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
     * Defines a class, and before it those it extends. The JVM names what it misses one by one, and if it finds out only while it
     * verifies the class, then that is defined all the same.
     */
    private static void define(String name, Map<String, byte[]> classes, ClassLoader loader) {
        byte[] bytes = classes.remove(name);
        while (bytes != null && !isDefined(name, loader)) {
            try {
                Class<?> foothold = Class.forName(name.substring(0, name.lastIndexOf('.')) + FOOTHOLD, false, loader);
                MethodHandles.privateLookupIn(foothold, MethodHandles.lookup()).defineClass(bytes);
            } catch (ReflectiveOperationException e) {
                throw damaged(name + " cannot be defined", e);
            } catch (NoClassDefFoundError e) {
                String missing = String.valueOf(e.getMessage()).replace('/', '.');
                if (!classes.containsKey(missing)) {
                    // It needs something that this server does not have, such as a feature; so nobody will ask for it.
                    return;
                }
                define(missing, classes, loader);
            }
        }
    }

    private static IllegalStateException damaged(String how, @Nullable Exception cause) {
        return new IllegalStateException("LSW5007E: leasewatch.war is damaged: " + how, cause);
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
