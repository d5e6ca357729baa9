package io.leasewatch.monitor.history;

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
 * Takes samples and brings them, and what happened, to the store.
 *
 * <p>Thread-safe. Whoever brings something leaves it in memory and goes on; a thread of its own, which may wait for the store, writes it.
 * A store that fails is opened anew with the next sample.
 */
public final class Recorder {

    private static final Logger LOG = System.getLogger(Recorder.class.getName());

    private static final Batch NOTHING = new Batch(List.of(), List.of(), List.of());

    private static final Duration FORGETTING = Duration.ofMinutes(5);

    private static final Duration LONGEST_OPENING = Duration.ofSeconds(20);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Function<Instant, Batch> source;
    private final Supplier<List<Event>> news;
    private final StoreFactory opener;
    private final Executor writer;
    private final InstantSource clock;
    private final Backlog backlog = new Backlog();
    private boolean writing;
    private boolean closed;
    private Condition condition = Condition.OPENING;
    private Instant since;
    private @Nullable String error;
    private @Nullable Instant forgotAt;

    private volatile boolean wanted = true;
    private volatile @Nullable HistoryStore store;
    private volatile HistorySettings settings;

    /**
     * @param source makes a sample of a moment
     * @param news answers what happened since it was asked last, beside what it is told of
     * @param opener opens the store; called by {@code writer} only, and again until it has
     * @param writer runs one thing after another
     */
    public Recorder(
            Function<Instant, Batch> source,
            Supplier<List<Event>> news,
            StoreFactory opener,
            Executor writer,
            InstantSource clock,
            HistorySettings settings) {
        this.source = source;
        this.news = news;
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
    public boolean isCollecting() {
        return wanted && settings.enabled();
    }

    /** Takes samples from now on, or takes none. True if that was otherwise before. */
    public synchronized boolean collect(boolean wish) {
        boolean changed = wanted != wish;
        wanted = wish;
        return changed;
    }

    /** Takes a sample, and has it and what happened since the last written. Called by one thread at a time. */
    public void sample() {
        if (!settings.enabled()) {
            return;
        }
        try {
            news.get().forEach(backlog::add);
        } finally {
            // Whatever is wrong with the news, there are samples to be taken.
            backlog.add(isCollecting() ? source.apply(clock.instant()) : NOTHING);
            haveItWritten();
        }
    }

    /** Has the store opened, before there is anything to write. */
    public void open() {
        if (settings.enabled()) {
            haveItWritten();
        }
    }

    private void haveItWritten() {
        if (begin()) {
            try {
                writer.execute(this::write);
            } catch (RejectedExecutionException e) {
                done();
            }
        }
    }

    /** Something happened. It is written with the next sample. */
    public void happened(Event event) {
        if (settings.enabled()) {
            backlog.add(event);
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
            HistoryStore open = opened();
            for (Batch next = backlog.first(); next != null; next = backlog.first()) {
                write(next, open);
            }
            forget(open);
            is(Condition.UP, null);
        } catch (Throwable e) {
            // The memory keeps what the store did not take.
            is(Condition.DOWN, e);
            letGo();
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
            // It would be refused each time, and keep everything else from being written.
            backlog.drop(batch);
            LOG.log(
                    Level.WARNING,
                    "LSW8104W: {0} rows of the history were refused by its store (SQLState {1}) and let go of.",
                    batch.size(),
                    e.getSQLState());
            LOG.log(Level.DEBUG, "Why the store refused rows", e);
        }
    }

    /** Classes 22, data exception, and 23, integrity constraint violation, of SQL. */
    private static boolean isAboutTheData(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    private HistoryStore opened() throws SQLException {
        HistoryStore known = store;
        if (known == null) {
            known = opener.open();
            store = known;
        }
        return known;
    }

    private void forget(HistoryStore open) throws SQLException {
        Instant now = clock.instant();
        Instant last = forgotAt;
        // A clock that was set back would otherwise have it wait for the time that it was set back by.
        if (last == null || now.isBefore(last) || !now.isBefore(last.plus(FORGETTING))) {
            forgotAt = now;
            open.forget(new RetentionSettings(
                    settings.instance(), now.minus(settings.keep()), settings.mostSamples(), settings.mostEvents()));
        }
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
                    "LSW8102W: The history cannot be written ({0}). It waits in memory and is written when its store is back.",
                    error);
            LOG.log(Level.DEBUG, "Why the history cannot be written", cause);
        } else if (condition == Condition.DOWN) {
            LOG.log(
                    Level.INFO,
                    "LSW8103I: The history is written again; {0} rows were let go of so far.",
                    Long.toString(backlog.dropped()));
        }
        condition = now;
        since = clock.instant();
    }

    /** Where the history is read, {@code null} while it cannot be. */
    public @Nullable HistoryStore store() {
        return store;
    }

    /** Whether it is known how the store is, or nobody wants to know, or it takes too long for anybody to wait for that. */
    public synchronized boolean isSettled() {
        return condition != Condition.OPENING
                || !settings.enabled()
                || clock.instant().isAfter(since.plus(LONGEST_OPENING));
    }

    public synchronized StoreState state() {
        return new StoreState(condition, since, error, backlog.rows(), backlog.dropped(), backlog.written());
    }

    /** Has written what there is, and closes the store; waits some seconds for that. Nobody takes samples any more. */
    public void close() {
        wanted = false;
        if (settings.enabled()) {
            news.get().forEach(backlog::add);
        }
        backlog.add(NOTHING);
        synchronized (this) {
            closed = true;
        }
        CountDownLatch done = new CountDownLatch(1);
        try {
            writer.execute(() -> {
                if (backlog.first() != null) {
                    write();
                }
                letGo();
                done.countDown();
            });
            if (!done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.DEBUG, "The store of the history is not closed yet");
            }
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The writer of the history has stopped before", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void letGo() {
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
}
