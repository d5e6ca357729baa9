package io.leasewatch.monitor.history;

import io.leasewatch.core.text.FailureLog;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.monitor.history.HistoryStore.Batch;
import io.leasewatch.monitor.history.StoreState.Condition;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes samples, and writes samples and events to the store.
 *
 * <p>Thread-safe. Callers only add to a queue in memory. The writer thread, which may block on the store, writes the queue. After a
 * failure, the store is opened again with the next sample.
 */
public final class Recorder {

    private static final Logger LOG = SafeLogger.of(Recorder.class);

    private static final Batch NOTHING = new Batch(List.of(), List.of(), List.of());

    private static final Duration RETENTION_INTERVAL = Duration.ofMinutes(5);

    private static final Duration LONGEST_OPENING = Duration.ofSeconds(20);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Function<Instant, Batch> source;
    private final FailureLog failures = new FailureLog();
    private final HistoryStore.Factory opener;
    private final Executor writer;
    private final InstantSource clock;
    private final Backlog backlog = new Backlog();
    private Opened afterOpening = opened -> {};
    private boolean wasOpen;
    private boolean writing;
    private boolean closed;
    private Condition condition = Condition.OPENING;
    private Instant since;
    private @Nullable String error;
    private @Nullable Instant deletedAt;

    private volatile boolean wanted = true;
    private volatile @Nullable HistoryStore store;
    private volatile HistorySettings settings;

    /**
     * @param source takes the samples at a point in time
     * @param opener opens the store; called on {@code writer} only, and repeated until it succeeds
     * @param writer runs tasks one at a time
     */
    public Recorder(
            Function<Instant, Batch> source,
            HistoryStore.Factory opener,
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

    /** Calls {@code action} when the store is opened for the first time, before anything is read or written. */
    public void afterOpening(Opened action) {
        afterOpening = action;
    }

    public void apply(HistorySettings next) {
        settings = next;
    }

    public HistorySettings settings() {
        return settings;
    }

    /** Whether samples are taken. Events are recorded in any case, while the history is enabled. */
    public boolean isCollecting() {
        return wanted && settings.enabled();
    }

    /** Turns the sampling on or off. Returns whether that changed anything. */
    public synchronized boolean collect(boolean wish) {
        boolean changed = wanted != wish;
        wanted = wish;
        return changed;
    }

    /** Takes a sample, and schedules the writing of it and of the events since the last one. Called by one thread at a time. */
    public void sample() {
        if (!settings.enabled()) {
            return;
        }
        backlog.add(isCollecting() ? source.apply(clock.instant()) : NOTHING);
        scheduleWrite();
    }

    /** Opens the store on the writer thread, before there is anything to write. */
    public void open() {
        if (settings.enabled()) {
            scheduleWrite();
        }
    }

    private void scheduleWrite() {
        if (begin()) {
            try {
                writer.execute(this::write);
            } catch (RejectedExecutionException e) {
                done();
            }
        }
    }

    /** Adds an event. It is written with the next sample. */
    public void record(Event event) {
        if (settings.enabled()) {
            backlog.add(event);
        }
    }

    /** Adds the event of a subject that changed. Only the last one is encoded, by the writer, and written with the next sample. */
    public void record(Object subject, Supplier<Event> event) {
        // The writer encodes nothing while it waits for the store.
        if (settings.enabled() && !backlog.add(subject, event)) {
            encode(event);
        }
    }

    private void encodePending() {
        backlog.takePending().forEach(this::encode);
        backlog.add(NOTHING);
    }

    private void encode(Supplier<Event> event) {
        try {
            backlog.add(event.get());
        } catch (Throwable e) {
            failures.report("encoding an event of the history", e);
        }
    }

    private synchronized boolean begin() {
        boolean free = !writing && !closed;
        writing |= free;
        return free;
    }

    private synchronized void done() {
        writing = false;
    }

    private void write() {
        try {
            encodePending();
            HistoryStore open = opened();
            for (Batch next = backlog.first(); next != null; next = backlog.first()) {
                write(next, open);
            }
            deleteOld(open);
            setCondition(Condition.UP, null);
        } catch (Throwable e) {
            // The rows stay in the backlog.
            setCondition(Condition.DOWN, e);
            closeStore();
        } finally {
            done();
        }
    }

    private void write(Batch batch, HistoryStore open) throws SQLException {
        try {
            open.write(batch);
            backlog.wrote(batch);
        } catch (SQLException e) {
            if (!isAboutTheData(e)) {
                throw e;
            }
            // The store would reject the batch each time, which would block all later ones.
            backlog.drop(batch);
            LOG.log(
                    Level.WARNING,
                    "LSW8104W: The store of the history rejected rows, which were dropped. Rows: {0}, SQLState: {1}.",
                    batch.size(),
                    e.getSQLState());
            LOG.log(Level.DEBUG, "The store of the history rejected rows", e);
        }
    }

    /** SQLState class 22, data exception, or 23, integrity constraint violation. */
    private static boolean isAboutTheData(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    private HistoryStore opened() throws SQLException {
        HistoryStore known = store;
        if (known == null) {
            known = opener.open();
            firstOpened(known);
            store = known;
        }
        return known;
    }

    private void firstOpened(HistoryStore opened) throws SQLException {
        if (wasOpen) {
            return;
        }
        try {
            afterOpening.opened(opened);
            wasOpen = true;
        } catch (SQLException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void deleteOld(HistoryStore open) throws SQLException {
        Instant now = clock.instant();
        Instant last = deletedAt;
        // If the clock was set back, run at once instead of waiting until it catches up.
        if (last == null || now.isBefore(last) || !now.isBefore(last.plus(RETENTION_INTERVAL))) {
            deletedAt = now;
            open.deleteOld(new RetentionSettings(
                    settings.instance(), now.minus(settings.keep()), settings.mostSamples(), settings.mostEvents()));
        }
    }

    private synchronized void setCondition(Condition now, @Nullable Throwable cause) {
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
                    "LSW8102W: The history cannot be written ({0}). New rows are kept in memory until the store is"
                            + " available.",
                    error);
            LOG.log(Level.DEBUG, "The history cannot be written", cause);
        } else if (condition == Condition.DOWN) {
            LOG.log(
                    Level.INFO,
                    "LSW8103I: The history is written again. Rows dropped since the start: {0}.",
                    Long.toString(backlog.dropped()));
        }
        condition = now;
        since = clock.instant();
    }

    /** The open store, {@code null} while it is not available. */
    public @Nullable HistoryStore store() {
        return store;
    }

    /** Whether the first attempt to open the store has ended or takes too long, or the history is off. */
    public synchronized boolean isSettled() {
        return condition != Condition.OPENING
                || !settings.enabled()
                || clock.instant().isAfter(since.plus(LONGEST_OPENING));
    }

    public synchronized StoreState state() {
        return new StoreState(condition, since, error, backlog.rows(), backlog.dropped(), backlog.written());
    }

    /** Stops sampling, writes the backlog, and closes the store. Waits a few seconds for that. */
    public void close() {
        wanted = false;
        synchronized (this) {
            closed = true;
        }
        CountDownLatch done = new CountDownLatch(1);
        try {
            writer.execute(() -> {
                encodePending();
                if (backlog.first() != null) {
                    write();
                }
                closeStore();
                done.countDown();
            });
            if (!done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.DEBUG, "The store of the history was not closed in time");
            }
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The writer of the history had stopped already", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeStore() {
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

    /** Something to be done with the store when it has been opened; runs on the writer thread, and again if it fails. */
    @FunctionalInterface
    public interface Opened {
        void opened(HistoryStore store) throws SQLException;
    }
}
