package io.leasewatch.core.request;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.work.CurrentApplication;

/** The application that the current thread runs in. */
public final class Application {

    private Application() {}

    /** The name of the application, {@code unknown} on a thread that belongs to no application, as in plain Java. */
    public static String name() {
        String known = CurrentApplication.name();
        return known == null ? "unknown" : known;
    }

    /** The name of the application. From now on it is known that it uses {@code service}, or its own name if that is empty. */
    static String using(String service) {
        String application = name();
        if (!application.equals("unknown")) {
            LeaseRegistry.shared()
                    .ownership()
                    .applications()
                    .uses(application, service.isEmpty() ? application : service);
        }
        return application;
    }

    /** {@code release} of the application runs now; empty if unknown. */
    static void released(String application, String release) {
        LeaseRegistry.shared().ownership().applications().released(application, release);
    }
}
