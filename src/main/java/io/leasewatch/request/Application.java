package io.leasewatch.request;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The application that the current thread runs in. */
final class Application {

    private Application() {}

    /** Its name, {@code unknown} on a thread that belongs to none, as in plain Java. */
    static String name() {
        try {
            return InitialContext.<String>doLookup("java:app/AppName");
        } catch (NamingException | RuntimeException e) {
            return "unknown";
        }
    }
}
