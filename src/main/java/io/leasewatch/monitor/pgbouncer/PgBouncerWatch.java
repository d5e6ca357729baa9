package io.leasewatch.monitor.pgbouncer;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.pool.PollingThread;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks one PgBouncer at intervals, on a thread of its own, and keeps what it said.
 *
 * <p>Only that thread talks to the console, so whoever wants to know never waits: asking for the status costs one read of a field.
 * Whatever the console does, the thread waits no longer for it than the settings' timeout at a time, and it ends after
 * {@link #close}, which itself does not wait.
 */
final class PgBouncerWatch implements AutoCloseable {

    private static final Logger LOG = System.getLogger(PgBouncerWatch.class.getName());

    private final PgBouncerAddress address;
    private final PgBouncerSettings settings;
    private final Console.Opener opener;
    private final InstantSource clock;
    private final Ticker ticker;
    private final PollingThread thread;

    private @Nullable PgBouncerReader interview;

    private volatile @Nullable Console console;
    private volatile PgBouncerStatus status;

    PgBouncerWatch(
            PgBouncerAddress address,
            PgBouncerSettings settings,
            Console.Opener opener,
            InstantSource clock,
            Ticker ticker) {
        this.address = address;
        this.settings = settings;
        this.opener = opener;
        this.clock = clock;
        this.ticker = ticker;
        this.status = PgBouncerStatus.connecting(address.name(), clock.instant());
        this.thread = new PollingThread(
                "leasewatch-pgbouncer-" + address.name(), settings.interval(), this::isAnswered, this::hangUp);
    }

    void start() {
        thread.start();
    }

    PgBouncerStatus status() {
        return status;
    }

    /** Until it is asked next. */
    Duration pause() {
        return thread.pause();
    }

    /** Asks once. Only the thread of this may call it, or a test that has not started it. */
    void look() {
        thread.ask();
    }

    private boolean isAnswered() {
        PgBouncerReader asked = interview;
        try {
            if (asked == null) {
                asked = open();
            }
            PgBouncerSnapshot answer = asked.ask();
            become(status.answered(answer));
            return true;
        } catch (Throwable e) {
            PgBouncerFailure failure = asked == null
                    ? PgBouncerFailure.atOpening(e, settings.password())
                    : PgBouncerFailure.atAsking(e, settings.password());
            hangUp();
            become(status.failed(failure, clock.instant()));
            return false;
        }
    }

    private PgBouncerReader open() throws Exception {
        Console opened = opener.open(address, settings);
        console = opened;
        PgBouncerReader next = new PgBouncerReader(opened, clock, ticker);
        interview = next;
        return next;
    }

    private void hangUp() {
        Console open = console;
        console = null;
        interview = null;
        if (open != null) {
            open.close();
        }
    }

    private void become(PgBouncerStatus next) {
        PgBouncerState before = status.state();
        status = next;
        if (thread.isStopped() || next.state() == before) {
            return;
        }
        switch (next.state()) {
            case UP ->
                LOG.log(
                        Level.INFO,
                        "LSW2101I: PgBouncer at {0} answers: {1}.",
                        next.name(),
                        next.last() == null ? "" : next.last().version());
            case PAUSED ->
                LOG.log(
                        Level.WARNING,
                        "LSW2102W: PgBouncer at {0} is paused: its clients wait until somebody resumes it.",
                        next.name());
            default ->
                LOG.log(
                        Level.WARNING,
                        "LSW2103W: PgBouncer at {0} is {1}; its pools are missing until it answers: {2}",
                        next.name(),
                        next.state().word(),
                        next.lastError());
        }
    }

    /** Whether the thread has ended. */
    boolean hasEnded() {
        return thread.hasEnded();
    }

    @Override
    public void close() {
        thread.stop();
        Console open = console;
        if (open != null) {
            open.abort();
        }
    }
}
