package io.leasewatch.core.work;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One value per thread, like a {@link ThreadLocal}. The value is held by this object; the thread holds it only weakly and through
 * classes of the JDK. Threads of the server outlive the monitor, and a strong reference from a thread would keep the class loader
 * of the monitor in memory.
 *
 * <p>Thread-safe. A value must not reference its thread. The value of a thread that has ended is removed when the next thread
 * gets its value.
 */
public final class PerThread<T> {

    private final Function<Thread, T> make;
    private final Map<Reference<? extends Thread>, T> values = new ConcurrentHashMap<>();
    private final ReferenceQueue<Thread> ended = new ReferenceQueue<>();
    private final ThreadLocal<WeakReference<T>> current = ThreadLocal.withInitial(this::begin);

    public PerThread(Function<Thread, T> make) {
        this.make = make;
    }

    /** The value of the current thread, created by its first call. */
    public T get() {
        T value = current.get().get();
        // The weak reference is cleared only when this object is no longer reachable elsewhere, during its last call.
        return value == null ? make.apply(Thread.currentThread()) : value;
    }

    private WeakReference<T> begin() {
        removeEndedThreads();
        Thread thread = Thread.currentThread();
        T value = make.apply(thread);
        values.put(new WeakReference<>(thread, ended), value);
        return new WeakReference<>(value);
    }

    private void removeEndedThreads() {
        for (Reference<? extends Thread> thread = ended.poll(); thread != null; thread = ended.poll()) {
            values.remove(thread);
        }
    }
}
