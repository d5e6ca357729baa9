package io.leasewatch.core.work;

import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/** The application that the current thread runs in. */
public final class CurrentApplication {

    private CurrentApplication() {}

    /** The name of the application, {@code null} on a thread that belongs to no application, as in plain Java. */
    public static @Nullable String name() {
        try {
            return InitialContext.<String>doLookup("java:app/AppName");
        } catch (NamingException | RuntimeException e) {
            return null;
        }
    }
}
