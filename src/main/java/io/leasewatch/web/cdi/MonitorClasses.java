package io.leasewatch.web.cdi;

import io.leasewatch.core.text.SafeLogger;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Loads all classes of the monitor. Once the WAR has been removed or replaced, the server cannot read a class that is not loaded yet,
 * but the monitor still runs until the server stops it, and then resolves alerts and writes the end of the history.
 */
final class MonitorClasses {

    private static final Logger LOG = SafeLogger.of(MonitorClasses.class);

    private static final String CLASSES = "/WEB-INF/classes/";

    private static final String EXTENSION = ".class";

    private MonitorClasses() {}

    static void load(ServletContext war) {
        load(war, CLASSES + "io/leasewatch/");
    }

    private static void load(ServletContext war, String folder) {
        @Nullable Set<String> paths = war.getResourcePaths(folder);
        for (String path : paths == null ? Set.<String>of() : paths) {
            if (path.endsWith("/")) {
                load(war, path);
            } else if (path.endsWith(EXTENSION)) {
                load(path.substring(CLASSES.length(), path.length() - EXTENSION.length())
                        .replace('/', '.'));
            }
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, MonitorClasses.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.log(Level.DEBUG, "A class needs a feature that the server lacks: " + name, e);
        }
    }
}
