package io.leasewatch.core.hooks;

import io.leasewatch.core.work.CurrentApplication;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose a data source is. The server's class loader knows the application that brought its class along, whichever thread asks; a class
 * that several applications share is of the one that the current thread runs in.
 */
final class ApplicationName {

    /** Such as {@code WebModule:shop#shop.war}; a shared library has another key. */
    private static final Pattern KEY = Pattern.compile("\\w*(?:Module|Application):([^#]+)(?:#.*)?");

    private ApplicationName() {}

    /** {@code null} if neither the class loader nor the thread knows one, as in plain Java. */
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
