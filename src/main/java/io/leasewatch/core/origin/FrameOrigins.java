package io.leasewatch.core.origin;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose a frame of a stack trace is. A frame has only the name of its class, so what is known about classes of that name decides,
 * then about classes of its package, and only then the name.
 *
 * <p>Thread-safe. Holds names, no classes.
 */
public final class FrameOrigins {

    /** Names beyond these are not kept; the name decides about them. */
    private static final int MOST_NAMES = 20_000;

    private static final Set<String> OURS = Set.of(
            "io.leasewatch.core",
            "io.leasewatch.jdbc",
            "io.leasewatch.web",
            "io.leasewatch.monitor",
            "io.leasewatch.agent");

    private static final Map<String, ClassOrigin> CLASSES = new ConcurrentHashMap<>();
    private static final Map<String, Boolean> APPLICATION_PACKAGES = new ConcurrentHashMap<>();

    private FrameOrigins() {}

    /** Records the origin of a class. If classes of several origins have one name, an application's is shown. */
    public static void record(String className, ClassOrigin origin) {
        if (CLASSES.size() < MOST_NAMES) {
            CLASSES.merge(className, origin, (one, other) -> one == ClassOrigin.APPLICATION ? one : other);
            if (origin == ClassOrigin.APPLICATION) {
                APPLICATION_PACKAGES.put(packageOf(className), true);
            }
        }
    }

    public static ClassOrigin of(StackTraceElement frame) {
        String name = frame.getClassName();
        @Nullable ClassOrigin known = CLASSES.get(name);
        if (known != null) {
            return known;
        }
        if (frame.getModuleName() != null) {
            return ClassOrigin.PLATFORM;
        }
        if (APPLICATION_PACKAGES.containsKey(packageOf(name))) {
            return ClassOrigin.APPLICATION;
        }
        if (OURS.contains(topOf(name)) || KnownLibraries.isServer(name)) {
            return ClassOrigin.PLATFORM;
        }
        return KnownLibraries.contains(name) ? ClassOrigin.LIBRARY : ClassOrigin.APPLICATION;
    }

    /** The first three parts of a name, which is as deep as our packages differ from those of the demo application. */
    private static String topOf(String className) {
        int end = -1;
        for (int part = 0; part < 3; part++) {
            end = className.indexOf('.', end + 1);
            if (end < 0) {
                return className;
            }
        }
        return className.substring(0, end);
    }

    private static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }
}
