package io.leasewatch.history;

import io.leasewatch.history.HistoryStore.Batch;
import io.leasewatch.history.StoreState.Condition;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes samples and brings them, and what happened, to the store.
 *
 * <p>Thread-safe. Whoever brings something leaves it in memory and goes on; a thread of its own, which may wait for the store, writes it.
 * While the store is away things wait, {@link #MOST_WAITING} rows at most; beyond that the oldest are let go of and counted.
 */
public final class Recorder {

    /** Some hours of a server with twenty pools, and some megabytes. */
    static final int MOST_WAITING = 20_000;

    private static final Logger LOG = System.getLogger(Recorder.class.getName());

    private final Function<Instant, Batch> source;
    private final Opener opener;
    private final Executor writer;
    private final InstantSource clock;
    private final Deque<Batch> waiting = new ArrayDeque<>();
    private final List<Event> events = new ArrayList<>();
    private int rows;
    private long dropped;
    private long written;
    private boolean writing;
    private boolean collecting = true;
    private Condition condition = Condition.OPENING;
    private Instant since;
    private @Nullable String error;
    private @Nullable Instant forgotAt;

    private volatile @Nullable HistoryStore store;
    private volatile HistorySettings settings;

    /**
     * @param source makes a sample of a moment
     * @param opener opens the store; called by {@code writer} only, and again until it has
     * @param writer runs one thing after another
     */
    public Recorder(
            Function<Instant, Batch> source,
            Opener opener,
            Executor writer,
            InstantSource clock,
            HistorySettings settings) {
        this.source = source;
        this.opener = opener;
        this.writer = writer;
        this.clock = clock;
        this.settings = settings;
        this.since = clock.instant();
    }

    public void apply(HistorySettings next) {
        settings = next;
    }

    public HistorySettings settings() {
        return settings;
    }

    /** Whether samples are taken. What happens is remembered all the same. */
    public synchronized boolean isCollecting() {
        return collecting && settings.enabled();
    }

    /** Takes samples from now on, or takes none. True if that was otherwise before. */
    public synchronized boolean collect(boolean wanted) {
        boolean changed = collecting != wanted;
        collecting = wanted;
        return changed;
    }

    /** Takes a sample, and has it and what happened since the last written. Called by one thread at a time. */
    public void sample() {
        if (!settings.enabled()) {
            return;
        }
        Instant now = clock.instant();
        Batch taken = isCollecting() ? source.apply(now) : new Batch(List.of(), List.of(), List.of());
        synchronized (this) {
            Batch batch = new Batch(taken.pools(), taken.services(), events);
            rows += batch.size() - events.size();
            events.clear();
            if (!batch.isEmpty()) {
                waiting.add(batch);
            }
            makeRoom();
            if (writing) {
                return;
            }
            writing = true;
        }
        try {
            writer.execute(this::write);
        } catch (RejectedExecutionException e) {
            done();
        }
    }

    /** Something happened. It is written with the next sample. */
    public synchronized void happened(Event event) {
        if (!settings.enabled()) {
            return;
        }
        if (rows >= MOST_WAITING) {
            dropped++;
            return;
        }
        rows++;
        events.add(event);
    }

    private void makeRoom() {
        while (rows > MOST_WAITING && !waiting.isEmpty()) {
            int size = waiting.remove().size();
            rows -= size;
            dropped += size;
        }
    }

    private void write() {
        try {
            HistoryStore open = open();
            for (Batch next = next(); next != null; next = next()) {
                open.write(next);
                wrote(next);
            }
            forget(open);
            is(Condition.UP, null);
        } catch (Throwable e) {
            // The memory keeps what the store did not take.
            is(Condition.DOWN, e);
        } finally {
            done();
        }
    }

    private HistoryStore open() throws SQLException {
        HistoryStore known = store;
        if (known == null) {
            known = opener.open();
            store = known;
        }
        return known;
    }

    private synchronized @Nullable Batch next() {
        return waiting.peek();
    }

    private synchronized void wrote(Batch batch) {
        // Gone already if there was no room for it while it was written.
        if (waiting.remove(batch)) {
            rows -= batch.size();
        }
        written += batch.size();
    }

    private synchronized void done() {
        writing = false;
    }

    private void forget(HistoryStore open) throws SQLException {
        Instant now = clock.instant();
        // Counted from the last time rather than by the clock, which may have been set back.
        if (forgotAt != null
                && !now.isBefore(forgotAt)
                && now.isBefore(forgotAt.plus(settings.interval().multipliedBy(10)))) {
            return;
        }
        forgotAt = now;
        open.forget(now.minus(settings.keep()), settings.mostSamples());
    }

    private synchronized void is(Condition now, @Nullable Throwable cause) {
        if (cause != null) {
            error = cause.getClass().getSimpleName()
                    + (cause instanceof SQLException sql ? ", SQLState " + sql.getSQLState() : "");
        }
        if (now == condition) {
            return;
        }
        if (now == Condition.DOWN) {
            LOG.log(
                    Level.WARNING,
                    "LSW6002W: The history cannot be written ({0}). It waits in memory and is written when its store is back.",
                    error);
            LOG.log(Level.DEBUG, "Why the history cannot be written", cause);
        } else if (condition == Condition.DOWN) {
            LOG.log(
                    Level.INFO,
                    "LSW6003I: The history is written again; {0} rows were let go of because there was no room for them.",
                    Long.toString(dropped));
        }
        condition = now;
        since = clock.instant();
    }

    /** Where the history is read, {@code null} as long as nobody could open it. */
    public @Nullable HistoryStore store() {
        return store;
    }

    public synchronized StoreState state() {
        return new StoreState(condition, since, error, rows, dropped, written);
    }

    /** Writes what there is and closes the store. On the caller's thread; nobody takes samples any more. */
    public void close() {
        sampleNoMore();
        write();
        HistoryStore known = store;
        store = null;
        if (known != null) {
            try {
                known.close();
            } catch (SQLException | RuntimeException e) {
                LOG.log(Level.DEBUG, "The store of the history could not be closed", e);
            }
        }
    }

    private synchronized void sampleNoMore() {
        collecting = false;
        if (!events.isEmpty()) {
            waiting.add(new Batch(List.of(), List.of(), events));
            events.clear();
        }
    }
}
