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
 * Tells any number of viewers of one state as it changes. What is published is turned into JSON once, however many there are, and each
 * fetches it when it has time: a slow one keeps nobody waiting, and when it comes too late it is told everything anew.
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
    private @Nullable FeedMessage snapshot;

    /**
     * Begins with nothing.
     *
     * @param name tells this feed from others, such as the one before the server was started again; without a dash
     * @param kept how many changes somebody may miss and still be told only these
     * @param json turns what is told into JSON
     */
    public Feed(String name, int kept, Function<Object, String> json) {
        this.name = name;
        this.kept = kept;
        this.json = json;
    }

    /** Tells everybody what is different now, if only that time has passed. */
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
     * What comes next for somebody, waiting for it if need be.
     *
     * @param last the id of what they were told last, empty for nothing
     * @return {@code null} if nothing was published in {@code patience}
     */
    public @Nullable FeedMessage next(String last, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long nanos = TimeUnit.NANOSECONDS.convert(patience);
            while (number == 0 || last.equals(id(number))) {
                if (nanos <= 0) {
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
