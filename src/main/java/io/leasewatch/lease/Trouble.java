package io.leasewatch.lease;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Where Leasewatch's own failures stop. Each kind is logged once, so that a broken listener cannot flood a log. */
final class Trouble {

    private static final Logger LOG = System.getLogger(Trouble.class.getName());
    private static final int MOST_KINDS = 100;

    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    void report(String doing, Throwable failure) {
        try {
            if (reported.size() < MOST_KINDS
                    && reported.add(doing + failure.getClass().getName())) {
                LOG.log(
                        Level.WARNING,
                        "LSW1001W: Leasewatch failed at " + doing
                                + " and went on without; the application is not affected."
                                + " Further failures of this kind are not logged.",
                        SafeError.of(failure));
            }
        } catch (Throwable ignored) {
            // Nothing is left to be done that would not risk the application's own call.
        }
    }
}
