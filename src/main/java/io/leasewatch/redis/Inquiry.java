package io.leasewatch.redis;

import io.leasewatch.time.Ticker;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks one Redis server at intervals, on a thread of its own, and keeps what it said.
 *
 * <p>Only that thread talks to the server, so whoever wants to know never waits. Whatever the server does, the thread waits no longer for
 * it than the timeout at a time, and it ends after {@link #close}, which itself does not wait.
 */
final class Inquiry implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Inquiry.class.getName());

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final RedisAddress address;
    private final RedisSettings settings;
    private final InstantSource clock;
    private final Ticker ticker;
    private final Thread thread;
    private int failures;

    private volatile @Nullable Conversation conversation;
    private volatile boolean stopped;
    private volatile RedisStatus status;

    Inquiry(RedisAddress address, RedisSettings settings, InstantSource clock, Ticker ticker) {
        this.address = address;
        this.settings = settings;
        this.clock = clock;
        this.ticker = ticker;
        this.status = RedisStatus.connecting(address.name(), clock.instant());
        this.thread = new Thread(null, this::run, "leasewatch-redis", 0, false);
        thread.setDaemon(true);
        // Whose thread made this is nothing to it, and must not be kept by it.
        thread.setContextClassLoader(Inquiry.class.getClassLoader());
    }

    void start() {
        thread.start();
    }

    RedisStatus status() {
        return status;
    }

    private void run() {
        while (!stopped) {
            look();
            try {
                Thread.sleep(pause(settings.interval(), failures).toMillis());
            } catch (InterruptedException e) {
                // Whether to go on is asked above.
            }
        }
        hangUp();
    }

    /** The interval, and after failures twice as long each time, up to half a minute. */
    static Duration pause(Duration interval, int failures) {
        Duration longest = interval.compareTo(LONGEST_PAUSE) > 0 ? interval : LONGEST_PAUSE;
        Duration pause = interval;
        for (int i = 1; i < failures && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) > 0 ? longest : pause;
    }

    private void look() {
        try {
            Conversation talk = conversation;
            if (talk == null) {
                talk = Conversation.open(address, settings);
                conversation = talk;
            }
            RedisSnapshot answer = talk.ask(clock, ticker);
            failures = 0;
            become(status.answered(answer));
        } catch (Throwable e) {
            hangUp();
            failures++;
            become(status.failed(Failure.of(e, settings), clock.instant()));
        }
    }

    private void hangUp() {
        Conversation talk = conversation;
        conversation = null;
        if (talk != null) {
            talk.close();
        }
    }

    private void become(RedisStatus next) {
        RedisState before = status.state();
        status = next;
        if (stopped || next.state() == before) {
            return;
        }
        if (next.state() == RedisState.UP) {
            RedisSnapshot last = next.last();
            LOG.log(
                    Level.INFO,
                    "LSW2201I: Redis at {0} answers: {1}.",
                    next.name(),
                    last == null ? "" : last.version());
        } else {
            LOG.log(
                    Level.WARNING,
                    "LSW2202W: Redis at {0} is {1}; its numbers are missing until it answers: {2}",
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
        Conversation talk = conversation;
        if (talk != null) {
            talk.abort();
        }
        thread.interrupt();
    }
}
