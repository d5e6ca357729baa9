package io.leasewatch.core.text;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Logs internal failures of Leasewatch. Each kind is logged once, so that a broken listener cannot flood the log. Thread-safe. */
public final class FailureLog {

    private static final Logger LOG = SafeLogger.of(FailureLog.class);
    private static final int MOST_KINDS = 100;

    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    /**
     * Logs the first failure of its kind. Never throws. The parameter {@code doing} names the failed step and is part of the message.
     *
     * <p>That the stack of the application has ended is not logged: to log there would load classes of the JDK, and a class whose loading ends with
     * the stack is unusable for the application from then on.
     */
    public void report(String doing, Throwable failure) {
        if (failure instanceof StackOverflowError) {
            return;
        }
        try {
            if (reported.size() < MOST_KINDS
                    && reported.add(doing + failure.getClass().getName())) {
                LOG.log(
                        Level.WARNING,
                        "LSW1001W: Leasewatch failed internally (" + doing
                                + "). It continues, and the application is not affected."
                                + " Further failures of this kind are not logged.",
                        failure);
            }
        } catch (Throwable ignored) {
            // Nothing more can be done without a risk for the call of the application.
        }
    }
}
