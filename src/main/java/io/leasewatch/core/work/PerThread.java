package io.leasewatch.core.work;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One value for each thread, as {@link ThreadLocal} has it, but held from here: the thread itself holds it weakly, by classes of the
 * JDK only. The server's threads outlive the monitor, and what they hold would keep its class loader from going.
 *
 * <p>Thread-safe. A value must not hold its thread. It lives as long as that; once the thread is gone, until the next one comes.
 */
public final class PerThread<T> {

    private final Function<Thread, T> make;
    private final Map<Reference<? extends Thread>, T> values = new ConcurrentHashMap<>();
    private final ReferenceQueue<Thread> gone = new ReferenceQueue<>();
    private final ThreadLocal<WeakReference<T>> current = ThreadLocal.withInitial(this::begin);

    public PerThread(Function<Thread, T> make) {
        this.make = make;
    }

    /** The value of the current thread, made when it asks for the first time. */
    public T get() {
        T value = current.get().get();
        // Gone only when nobody has this any more, while it is asked for the last time.
        return value == null ? make.apply(Thread.currentThread()) : value;
    }

    private WeakReference<T> begin() {
        forgetThreadsThatAreGone();
        Thread thread = Thread.currentThread();
        T value = make.apply(thread);
        values.put(new WeakReference<>(thread, gone), value);
        return new WeakReference<>(value);
    }

    private void forgetThreadsThatAreGone() {
        for (Reference<? extends Thread> thread = gone.poll(); thread != null; thread = gone.poll()) {
            values.remove(thread);
        }
    }
}
