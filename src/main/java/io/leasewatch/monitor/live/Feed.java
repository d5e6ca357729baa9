package io.leasewatch.monitor.live;

import io.leasewatch.monitor.live.FeedMessage.Kind;
import io.leasewatch.monitor.live.FeedState.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the changes of one state to any number of viewers. Each change is encoded as JSON once. Viewers fetch messages at their own
 * pace: a slow viewer delays no other, and gets a full snapshot if it has missed too many changes.
 *
 * <p>Thread-safe. One thread publishes.
 */
public final class Feed {

    private final String name;
    private final int kept;
    private final Function<Object, String> json;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition published = lock.newCondition();
    private final Deque<FeedMessage> changes = new ArrayDeque<>();
    private FeedState state = FeedState.EMPTY;
    private Instant at = Instant.EPOCH;
    private long number;
    private boolean ended;
    private @Nullable FeedMessage snapshot;

    /**
     * Creates an empty feed.
     *
     * @param name distinguishes this feed from others, such as that of a previous start of the server; without a dash
     * @param kept the number of changes that are kept for viewers that have missed some
     * @param json encodes a message body as JSON
     */
    public Feed(String name, int kept, Function<Object, String> json) {
        this.name = name;
        this.kept = kept;
        this.json = json;
    }

    /** Publishes the changes between the last state and {@code next}, even if only the time has changed. */
    public void publish(Instant now, FeedState next) {
        Change change = next.since(state);
        String data = json.apply(body(now, change.put(), change.gone()));
        lock.lock();
        try {
            state = next;
            at = now;
            number++;
            snapshot = null;
            changes.addLast(new FeedMessage(id(number), Kind.CHANGE, data));
            if (changes.size() > kept) {
                changes.removeFirst();
            }
            published.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns the next message for a viewer, and waits for it if necessary.
     *
     * @param last the id of the viewer's last message, empty if there was none
     * @return {@code null} if nothing was published within {@code patience} or before this feed was ended
     */
    public @Nullable FeedMessage next(String last, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long nanos = TimeUnit.NANOSECONDS.convert(patience);
            while (number == 0 || last.equals(id(number))) {
                if (nanos <= 0 || ended) {
                    return null;
                }
                nanos = published.awaitNanos(nanos);
            }
            boolean seen = false;
            for (FeedMessage change : changes) {
                if (seen) {
                    return change;
                }
                seen = change.id().equals(last);
            }
            return snapshot();
        } finally {
            lock.unlock();
        }
    }

    /** Ends all waits: nothing will be published any more. */
    public void end() {
        lock.lock();
        try {
            ended = true;
            published.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private FeedMessage snapshot() {
        FeedMessage known = snapshot;
        if (known == null) {
            known = new FeedMessage(id(number), Kind.SNAPSHOT, json.apply(body(at, state.sections(), Map.of())));
            snapshot = known;
        }
        return known;
    }

    private static Map<String, Object> body(Instant at, Object put, Object gone) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("at", at);
        body.put("put", put);
        body.put("gone", gone);
        return body;
    }

    private String id(long of) {
        return name + "-" + of;
    }
}
