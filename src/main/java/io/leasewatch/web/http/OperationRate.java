package io.leasewatch.web.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How often each user may change something: as often in a minute as is allowed, all at once or evenly. A bucket of tokens for each user,
 * which begins full and fills evenly.
 *
 * <p>Thread-safe; {@link #take} is the one step that decides. Who has not been heard of for longest is forgotten when there are too many users, and has a
 * full bucket again.
 */
final class OperationRate {

    static final int MOST_USERS = 1000;

    private static final double MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_USERS;
        }
    };

    /** Zero if {@code user} may do something now, which counts; else how long they have to wait. {@code nanos} is a reading of the ticker. */
    synchronized Duration take(String user, int perMinute, long nanos) {
        Bucket old = buckets.get(user);
        double tokens = old == null ? perMinute : old.at(nanos, perMinute);
        boolean taken = tokens >= 1;
        buckets.put(user, new Bucket(taken ? tokens - 1 : tokens, nanos));
        return taken ? Duration.ZERO : Duration.ofNanos((long) Math.ceil((1 - tokens) * MINUTE / perMinute));
    }

    synchronized int users() {
        return buckets.size();
    }

    private record Bucket(double tokens, long nanos) {

        double at(long now, int perMinute) {
            return Math.min(perMinute, tokens + Math.max(0, now - nanos) * perMinute / MINUTE);
        }
    }
}
