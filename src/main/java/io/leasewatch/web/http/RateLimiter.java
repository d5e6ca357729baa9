package io.leasewatch.web.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Limits how many requests each user, or each address, may send in a minute. Each has a token bucket, which starts full and refills
 * evenly.
 *
 * <p>Thread-safe; {@link #take} is the single step that decides. With more than {@link #MOST_USERS} users, the least recently active one is
 * evicted, and starts with a full bucket next time.
 */
final class RateLimiter {

    static final int MOST_USERS = 1000;

    private static final double MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_USERS;
        }
    };

    /**
     * Takes a token if there is one.
     *
     * @param nanos a reading of the ticker
     * @return zero if a token was taken, otherwise the time until the next one
     */
    synchronized Duration take(String user, int perMinute, long nanos) {
        double tokens = tokens(user, perMinute, nanos);
        boolean taken = tokens >= 1;
        buckets.put(user, new Bucket(taken ? tokens - 1 : tokens, nanos));
        return taken ? Duration.ZERO : untilNext(tokens, perMinute);
    }

    /** The time until the next token, zero if there is one now. Takes none. */
    synchronized Duration delay(String user, int perMinute, long nanos) {
        double tokens = tokens(user, perMinute, nanos);
        return tokens >= 1 ? Duration.ZERO : untilNext(tokens, perMinute);
    }

    /** Whether {@code user} has taken nothing that has not refilled since. */
    synchronized boolean isFull(String user, int perMinute, long nanos) {
        return tokens(user, perMinute, nanos) >= perMinute;
    }

    private double tokens(String user, int perMinute, long nanos) {
        Bucket old = buckets.get(user);
        return old == null ? perMinute : old.at(nanos, perMinute);
    }

    private static Duration untilNext(double tokens, int perMinute) {
        return Duration.ofNanos((long) Math.ceil((1 - tokens) * MINUTE / perMinute));
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
