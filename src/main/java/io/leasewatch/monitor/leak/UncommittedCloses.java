package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseListener;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.core.work.EventQueue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Logs the lines of code that close connections in a transaction which they neither committed nor rolled back. At the end of its unit of
 * work, the server rolls the transaction back; without a unit of work it destroys the connection.
 *
 * <p>Thread-safe. Borrowers only add to a queue of {@link #MOST_WAITING} entries, without a lock. {@link #log} reads it once a second, and
 * logs each line of code at growing intervals. At most {@link #MOST_LINES} lines are counted; a further one replaces the oldest.
 */
public final class UncommittedCloses implements LeaseListener {

    static final int MOST_WAITING = 1000;
    static final int MOST_LINES = 200;

    private static final Logger LOG = SafeLogger.of(UncommittedCloses.class);

    private final Ticker ticker;
    private final EventQueue<Event> waiting = new EventQueue<>(MOST_WAITING);
    private final Map<Line, Count> lines = new LinkedHashMap<>();

    public UncommittedCloses(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public void uncommitted(Lease lease, Site site) {
        waiting.add(new Event(lease, site));
    }

    @Override
    public void destroyed(Lease lease) {
        waiting.add(new Event(lease, null));
    }

    /** Logs what happened since the last call. */
    public synchronized void log() {
        waiting.drain(this::count);
        long now = ticker.nanos();
        lines.forEach((line, count) -> {
            if (count.hasMore() && count.interval.tryAcquire(now)) {
                log(line, count);
                count.clear();
            }
        });
    }

    /** The lines that closed connections so, and how often, since they were counted first. In no order. */
    public synchronized List<UncommittedLine> lines() {
        return lines.entrySet().stream()
                .map(one -> one.getValue().all(one.getKey()))
                .toList();
    }

    private void count(Event event) {
        Line line = new Line(event.lease.pool().name(), event.lease.site());
        if (!lines.containsKey(line) && lines.size() >= MOST_LINES) {
            lines.remove(lines.keySet().iterator().next());
        }
        lines.computeIfAbsent(line, any -> new Count()).add(event);
    }

    private static void log(Line line, Count count) {
        UncommittedLine said = count.of(line, count.closed, count.destroyed);
        LOG.log(
                Level.WARNING,
                "LSW3301W: {0} {1} Call commit or rollback before the close.",
                said.sentence(),
                said.consequence());
    }

    /** Forgets all lines. */
    public synchronized void reset() {
        lines.clear();
    }

    /** A connection was closed at {@code closedAt}, or destroyed if that is {@code null}. */
    private record Event(Lease lease, @Nullable Site closedAt) {}

    private record Line(String pool, Site takenAt) {}

    /** What happened to connections of one line, in all and since they were logged last. */
    private static final class Count {
        private final GrowingInterval interval = new GrowingInterval();
        private Site closedAt = Site.UNKNOWN;
        private long closed;
        private long destroyed;
        private long allClosed;
        private long allDestroyed;

        void add(Event event) {
            if (event.closedAt == null) {
                destroyed++;
                allDestroyed++;
            } else {
                closed++;
                allClosed++;
                closedAt = event.closedAt;
            }
        }

        /** What happened to connections of {@code line} in all. */
        UncommittedLine all(Line line) {
            return of(line, allClosed, allDestroyed);
        }

        private UncommittedLine of(Line line, long some, long lost) {
            // A connection may be destroyed after its close was counted.
            return new UncommittedLine(line.pool, line.takenAt, closedAt, Math.max(some, lost), lost);
        }

        boolean hasMore() {
            return closed > 0 || destroyed > 0;
        }

        void clear() {
            closed = 0;
            destroyed = 0;
        }
    }
}
