package io.leasewatch.core.text;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Where Leasewatch's own failures stop. Each kind is logged once, so that a broken listener cannot flood a log. */
public final class FailureLog {

    private static final Logger LOG = System.getLogger(FailureLog.class.getName());
    private static final int MOST_KINDS = 100;

    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    public void report(String doing, Throwable failure) {
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
