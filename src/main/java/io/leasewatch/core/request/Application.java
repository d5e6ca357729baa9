package io.leasewatch.core.request;

import io.leasewatch.core.work.CurrentApplication;

/** The application that the current thread runs in. */
public final class Application {

    private Application() {}

    /** The name of the application, {@code unknown} on a thread that belongs to no application, as in plain Java. */
    public static String name() {
        String known = CurrentApplication.name();
        return known == null ? "unknown" : known;
    }
}
