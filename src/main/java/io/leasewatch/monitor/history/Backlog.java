package io.leasewatch.monitor.history;

import io.leasewatch.monitor.history.HistoryStore.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the store, in its order.
 *
 * <p>Thread-safe; nobody waits here for longer than it takes to add to a list. There is room for {@link #MOST} rows; beyond that the
 * oldest are let go of and counted.
 */
final class Backlog {

    /** Some hours of a server with twenty pools, and some megabytes. */
    static final int MOST = 20_000;

    private final Deque<Batch> batches = new ArrayDeque<>();
    private final List<Event> events = new ArrayList<>();
    private int rows;
    private long dropped;
    private long written;

    /** Something happened; it goes with the next samples. */
    synchronized void add(Event event) {
        if (rows >= MOST) {
            dropped++;
            return;
        }
        rows++;
        events.add(event);
    }

    /** Samples were taken, none perhaps. */
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

    /** What has waited longest, {@code null} if nothing waits. */
    synchronized @Nullable Batch first() {
        return batches.peek();
    }

    /** The store has it. It may have been let go of meanwhile. */
    synchronized void wrote(Batch batch) {
        take(batch);
        written += batch.size();
    }

    /** The store will never have it. */
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
