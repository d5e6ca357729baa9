package io.leasewatch.monitor.leak;

/** Hears of every leak, once when it is found and once when it ends. Called by the sweep, never by the application's thread. */
public interface LeakListener {

    default void leaked(Leak leak) {}

    default void ended(Leak leak, Ending ending) {}
}
