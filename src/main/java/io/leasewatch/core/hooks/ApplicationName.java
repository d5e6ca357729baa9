package io.leasewatch.core.hooks;

import io.leasewatch.core.work.CurrentApplication;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the application that a data source belongs to. The class loader of the server knows the application that brought the
 * class along, whichever thread calls. A class that several applications share is attributed to the application of the current
 * thread.
 */
final class ApplicationName {

    /** The key of a class loader, such as {@code WebModule:shop#shop.war}. The key of a shared library has a different form. */
    private static final Pattern KEY = Pattern.compile("\\w*(?:Module|Application):([^#]+)(?:#.*)?");

    private ApplicationName() {}

    /** The name of the application, {@code null} if neither the class loader nor the thread belongs to one, as in plain Java. */
    static @Nullable String of(Object source) {
        String named = ofLoader(source.getClass().getClassLoader());
        return named == null ? CurrentApplication.name() : named;
    }

    static @Nullable String ofLoader(@Nullable ClassLoader loader) {
        if (loader == null) {
            return null;
        }
        try {
            Object key = loader.getClass().getMethod("getKey").invoke(loader);
            Matcher application = KEY.matcher(String.valueOf(key));
            return application.matches() ? application.group(1) : null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
