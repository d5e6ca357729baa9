package io.leasewatch.monitor.history;

import io.leasewatch.monitor.history.HistoryStore.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A queue of the rows to be written to the store, in order.
 *
 * <p>Thread-safe; the lock is held only to change the queue. The queue has room for {@link #MOST} rows. Beyond that, the oldest rows are
 * dropped and counted.
 */
final class Backlog {

    /** A few hours of samples of a server with twenty pools; a few megabytes. */
    static final int MOST = 20_000;

    /** The maximum number of subjects whose events are not encoded yet. */
    static final int MOST_PENDING = 1000;

    private final Map<Object, Supplier<Event>> pending = new LinkedHashMap<>();
    private final Deque<Batch> batches = new ArrayDeque<>();
    private final List<Event> events = new ArrayList<>();
    private int rows;
    private long dropped;
    private long written;

    /** Replaces the event of a subject that is not encoded yet. {@code false} if there is no room. */
    synchronized boolean add(Object subject, Supplier<Event> event) {
        if (pending.size() >= MOST_PENDING && !pending.containsKey(subject)) {
            return false;
        }
        pending.put(subject, event);
        return true;
    }

    /** Removes and returns what is not encoded yet. */
    synchronized List<Supplier<Event>> takePending() {
        List<Supplier<Event>> all = List.copyOf(pending.values());
        pending.clear();
        return all;
    }

    /** Adds an event. It is written with the next samples. */
    synchronized void add(Event event) {
        if (rows >= MOST) {
            dropped++;
            return;
        }
        rows++;
        events.add(event);
    }

    /** Adds samples, possibly none, together with the events since the last call. */
    synchronized void add(Batch samples) {
        Batch batch = new Batch(samples.pools(), samples.services(), events);
        if (batch.isEmpty()) {
            return;
        }
        rows += batch.size() - events.size();
        events.clear();
        batches.add(batch);
        while (rows > MOST && !batches.isEmpty()) {
            dropped += take(batches.element());
        }
    }

    /** The oldest batch, {@code null} if the queue is empty. */
    synchronized @Nullable Batch first() {
        return batches.peek();
    }

    /** Removes a batch that was written. It may have been dropped meanwhile. */
    synchronized void wrote(Batch batch) {
        take(batch);
        written += batch.size();
    }

    /** Drops a batch that the store rejects. */
    synchronized void drop(Batch batch) {
        dropped += take(batch);
    }

    private int take(Batch batch) {
        if (batches.peek() != batch) {
            return 0;
        }
        batches.remove();
        rows -= batch.size();
        return batch.size();
    }

    synchronized int rows() {
        return rows;
    }

    synchronized long dropped() {
        return dropped;
    }

    synchronized long written() {
        return written;
    }
}
