package io.leasewatch.request;

import io.leasewatch.lease.CurrentApplication;

/** The application that the current thread runs in. */
final class Application {

    private Application() {}

    /** Its name, {@code unknown} on a thread that belongs to none, as in plain Java. */
    static String name() {
        String known = CurrentApplication.name();
        return known == null ? "unknown" : known;
    }
}
