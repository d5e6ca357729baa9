package io.leasewatch.core.lease;

import io.leasewatch.core.text.FailureLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who hears of leases. Thread-safe; what a listener throws is reported once, and the others are told. */
final class Listeners {

    private final List<LeaseListener> all = new CopyOnWriteArrayList<>();
    private final FailureLog trouble;

    Listeners(FailureLog trouble) {
        this.trouble = trouble;
    }

    void add(LeaseListener listener) {
        all.add(listener);
    }

    void remove(LeaseListener listener) {
        all.remove(listener);
    }

    /** Asked first by whoever would make an event for nobody. */
    boolean isEmpty() {
        return all.isEmpty();
    }

    void tell(Consumer<LeaseListener> event) {
        // A listener that takes a connection itself would hear of that one too, and so on for ever.
        ThreadContext holder = ThreadContext.current();
        if (!holder.beginTelling()) {
            return;
        }
        try {
            for (LeaseListener listener : all) {
                tell(listener, event);
            }
        } finally {
            holder.endTelling();
        }
    }

    private void tell(LeaseListener listener, Consumer<LeaseListener> event) {
        try {
            event.accept(listener);
        } catch (Throwable e) {
            trouble.report("the listener " + listener.getClass().getName(), e);
        }
    }
}
