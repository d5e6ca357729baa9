package io.leasewatch.pgbouncer;

import io.leasewatch.time.Ticker;
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

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final PgBouncerAddress address;
    private final PgBouncerSettings settings;
    private final Console.Opener opener;
    private final InstantSource clock;
    private final Ticker ticker;
    private final Thread thread;

    private @Nullable Interview interview;
    private int failures;

    private volatile @Nullable Console console;
    private volatile boolean stopped;
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
        this.thread = new Thread(null, this::run, "leasewatch-pgbouncer-" + address.name(), 0, false);
        thread.setDaemon(true);
        // Whose thread made this is nothing to it, and must not be kept by it.
        thread.setContextClassLoader(PgBouncerWatch.class.getClassLoader());
    }

    void start() {
        thread.start();
    }

    PgBouncerStatus status() {
        return status;
    }

    private void run() {
        while (!stopped) {
            look();
            try {
                Thread.sleep(pause().toMillis());
            } catch (InterruptedException e) {
                // Whether to go on is asked above.
            }
        }
        hangUp();
    }

    /** The interval, and after failures twice as long each time, up to half a minute. */
    Duration pause() {
        Duration longest = settings.interval().compareTo(LONGEST_PAUSE) > 0 ? settings.interval() : LONGEST_PAUSE;
        Duration pause = settings.interval().multipliedBy(1L << Math.min(10, Math.max(0, failures - 1)));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }

    /** Asks once. Only the thread of this may call it, or a test that has none. */
    void look() {
        Interview asked = interview;
        try {
            if (asked == null) {
                asked = open();
            }
            PgBouncerSnapshot answer = asked.ask();
            failures = 0;
            become(status.answered(answer));
        } catch (Throwable e) {
            Failure failure = asked == null
                    ? Failure.atOpening(e, settings.password())
                    : Failure.atAsking(e, settings.password());
            hangUp();
            failures++;
            become(status.failed(failure, clock.instant()));
        }
    }

    private Interview open() throws Exception {
        Console opened = opener.open(address, settings);
        console = opened;
        Interview next = new Interview(opened, clock, ticker);
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
        if (stopped || next.state() == before) {
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
        return !thread.isAlive();
    }

    @Override
    public void close() {
        stopped = true;
        Console open = console;
        if (open != null) {
            open.abort();
        }
        thread.interrupt();
    }
}
