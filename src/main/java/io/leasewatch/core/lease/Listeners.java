package io.leasewatch.core.lease;

import io.leasewatch.core.text.FailureLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Notifies lease listeners. Thread-safe. An exception of a listener is reported once; the other listeners are still notified. */
final class Listeners {

    private final List<LeaseListener> all = new CopyOnWriteArrayList<>();
    private final FailureLog failures;

    Listeners(FailureLog failures) {
        this.failures = failures;
    }

    void add(LeaseListener listener) {
        all.add(listener);
    }

    void remove(LeaseListener listener) {
        all.remove(listener);
    }

    /** Lets callers avoid creating an event without listeners. */
    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Throws nothing that a listener throws: the caller has changed the state of a lease already. */
    void notify(Consumer<LeaseListener> event) {
        // A listener that acquires a connection itself must not be notified of that one, or the calls would recurse
        // without end.
        ThreadContext holder = ThreadContext.current();
        if (!holder.beginNotifying()) {
            return;
        }
        try {
            for (LeaseListener listener : all) {
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
