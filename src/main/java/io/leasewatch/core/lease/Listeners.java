package io.leasewatch.core.lease;

import io.leasewatch.core.text.FailureLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Notifies lease listeners. Thread-safe. An exception of a listener is reported once; the other listeners are still notified.
 *
 * <p>The events of every lease go only to the listeners that have a method for them.
 */
final class Listeners {

    private static final LeaseListener[] NONE = {};

    private final List<LeaseListener> all = new CopyOnWriteArrayList<>();
    private final FailureLog failures;
    private volatile LeaseListener[] ofOpened = NONE;
    private volatile LeaseListener[] ofClosed = NONE;
    private volatile LeaseListener[] ofWaited = NONE;

    Listeners(FailureLog failures) {
        this.failures = failures;
    }

    synchronized void add(LeaseListener listener) {
        all.add(listener);
        assign();
    }

    synchronized void remove(LeaseListener listener) {
        all.remove(listener);
        assign();
    }

    private void assign() {
        ofOpened = having("opened", Lease.class);
        ofClosed = having("closed", Lease.class);
        ofWaited = having("waited", Pool.class, long.class);
    }

    private LeaseListener[] having(String method, Class<?>... parameters) {
        return all.stream()
                .filter(listener -> isOverridden(listener, method, parameters))
                .toArray(LeaseListener[]::new);
    }

    private static boolean isOverridden(LeaseListener listener, String method, Class<?>... parameters) {
        try {
            return listener.getClass().getMethod(method, parameters).getDeclaringClass() != LeaseListener.class;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // It refers to a class that is not there. Whether that matters shows when it is called.
            return true;
        }
    }

    /** The current thread, whose context is {@code holder}, opened {@code lease}. */
    void opened(Lease lease, ThreadContext holder) {
        LeaseListener[] some = ofOpened;
        if (some.length > 0) {
            notify(some, holder, listener -> listener.opened(lease));
        }
    }

    /** The current thread closed {@code lease}. */
    void closed(Lease lease) {
        LeaseListener[] some = ofClosed;
        if (some.length > 0) {
            notify(some, ThreadContext.current(), listener -> listener.closed(lease));
        }
    }

    /** The current thread, whose context is {@code holder}, waited for a connection of {@code pool}. */
    void waited(Pool pool, long nanos, ThreadContext holder) {
        LeaseListener[] some = ofWaited;
        if (some.length > 0) {
            notify(some, holder, listener -> listener.waited(pool, nanos));
        }
    }

    /** Notifies all listeners of a rare event. Throws nothing that a listener throws: the caller has changed the state of a lease already. */
    void notify(Consumer<LeaseListener> event) {
        notify(all.toArray(NONE), ThreadContext.current(), event);
    }

    private void notify(LeaseListener[] some, ThreadContext holder, Consumer<LeaseListener> event) {
        // A listener that acquires a connection itself must not be notified of that one, or the calls would recurse
        // without end.
        if (!holder.beginNotifying()) {
            return;
        }
        try {
            for (LeaseListener listener : some) {
                notify(listener, event);
            }
        } catch (Throwable e) {
            report("notifying listeners", e);
        } finally {
            holder.endNotifying();
        }
    }

    private void notify(LeaseListener listener, Consumer<LeaseListener> event) {
        try {
            event.accept(listener);
        } catch (Throwable e) {
            failures.report("the listener " + listener.getClass().getName(), e);
        }
    }

    /** Logs the first failure of its kind; {@code doing} names the failed step. */
    void report(String doing, Throwable failure) {
        failures.report(doing, failure);
    }
}
