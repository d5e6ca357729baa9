package io.leasewatch.monitor.leak;

/** Is notified once when a leak is found and once when it ends. The detector's thread calls it, never a thread of the application. */
public interface LeakListener {

    default void leaked(Leak leak) {}

    default void ended(Leak leak, Ending ending) {}
}
