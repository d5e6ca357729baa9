package io.leasewatch.monitor.pgbouncer;

import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.pool.PollingThread;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Polls one PgBouncer at intervals on its own thread, and keeps the latest status.
 *
 * <p>Only that thread uses the console. {@link #status} may be called by any thread and costs one volatile read. The thread never waits
 * longer than the timeout of the settings for one answer, and ends after {@link #close}, which does not wait for it.
 */
final class PgBouncerWatch implements AutoCloseable {

    private static final Logger LOG = SafeLogger.of(PgBouncerWatch.class);

    private final PgBouncerAddress address;
    private final PgBouncerSettings settings;
    private final Console.Opener opener;
    private final InstantSource clock;
    private final Ticker ticker;
    private final PollingThread thread;

    private @Nullable PgBouncerReader reader;

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
                "leasewatch-pgbouncer-" + address.name(), settings.interval(), this::pollConsole, this::disconnect);
    }

    void start() {
        thread.start();
    }

    PgBouncerStatus status() {
        return status;
    }

    /** Polls soon, before the interval is over. */
    void pollSoon() {
        thread.wake();
    }

    /** The pause before the next poll. */
    Duration pause() {
        return thread.pause();
    }

    /** Polls once. For tests that have not started the thread. */
    void poll() {
        thread.poll();
    }

    private boolean pollConsole() {
        PgBouncerReader current = reader;
        try {
            if (current == null) {
                current = open();
            }
            PgBouncerSnapshot answer = current.poll();
            update(status.answered(answer));
            return true;
        } catch (Throwable e) {
            PgBouncerFailure failure = current == null
                    ? PgBouncerFailure.atOpening(e, settings.password())
                    : PgBouncerFailure.atPolling(e, settings.password());
            disconnect();
            update(status.failed(failure, clock.instant()));
            return false;
        }
    }

    private PgBouncerReader open() throws Exception {
        Console opened = opener.open(address, settings);
        console = opened;
        PgBouncerReader next = new PgBouncerReader(opened, clock, ticker);
        reader = next;
        return next;
    }

    private void disconnect() {
        Console open = console;
        console = null;
        reader = null;
        if (open != null) {
            open.close();
        }
    }

    private void update(PgBouncerStatus next) {
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
                        "LSW2102W: PgBouncer at {0} is paused. Its clients wait until it is resumed.",
                        next.name());
            default ->
                LOG.log(
                        Level.WARNING,
                        "LSW2103W: PgBouncer at {0} is {1}; its pools are not shown until it answers. The error was:"
                                + " {2}",
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
