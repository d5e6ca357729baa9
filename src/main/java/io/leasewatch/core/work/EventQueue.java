package io.leasewatch.core.work;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * A bounded queue from the threads of applications to one of Leasewatch. Adding takes no lock and never waits; what does not fit is dropped and
 * counted. Any thread may add; one thread at a time drains.
 */
public final class EventQueue<E> {

    private final int most;
    private final Queue<E> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final LongAdder missed = new LongAdder();

    /** Creates an empty queue for at most {@code most} events. */
    public EventQueue(int most) {
        this.most = most;
    }

    public void add(E event) {
        if (waitingCount.incrementAndGet() > most) {
            waitingCount.decrementAndGet();
            missed.increment();
        } else {
            waiting.add(event);
        }
    }

    /** Removes all events and passes them to {@code each}, the oldest first. */
    public void drain(Consumer<E> each) {
        for (E next = waiting.poll(); next != null; next = waiting.poll()) {
            waitingCount.decrementAndGet();
            each.accept(next);
        }
    }

    /** The number of events that were dropped since the last {@link #resetMissed}. */
    public long missed() {
        return missed.sum();
    }

    public void resetMissed() {
        missed.reset();
    }
}
