package io.leasewatch.monitor.channel;

import io.leasewatch.monitor.channel.Transport.Result;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait to be delivered, in order, and the time of the next attempt. It has no thread; the time is passed in.
 *
 * <p>Not thread-safe. One message at a time is taken and settled. A message that is retried stays ahead of later ones, so that a receiver
 * gets a resolution after the firing.
 */
final class Outbox<T> {

    static final int MOST_WAITING = 100;
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

    /** A message that fails for longer than this is not retried any more. */
    static final Duration LONGEST_TRIED = Duration.ofHours(1);

    private final Deque<Waiting<T>> queue = new ArrayDeque<>();
    private final DoubleSupplier random;
    private final Duration pace;
    private @Nullable Waiting<T> taken;
    private boolean pausing;
    private long notBeforeNanos;

    /**
     * Creates an empty outbox.
     *
     * @param random numbers from 0 to 1 for jitter, so that servers do not retry at the same moment
     * @param pace the pause after every attempt
     */
    Outbox(DoubleSupplier random, Duration pace) {
        this.random = random;
        this.pace = pace;
    }

    /** Adds a message at the end. Returns whether the oldest was dropped for it. */
    boolean put(T message, long nowNanos) {
        queue.addLast(new Waiting<>(message, nowNanos, 0));
        if (queue.size() > MOST_WAITING) {
            queue.removeFirst();
            return true;
        }
        return false;
    }

    /** Whether a message waits that has not been taken. */
    boolean isWaiting() {
        return !queue.isEmpty();
    }

    /** Nanoseconds until the first message is due: 0 if it is, {@link Long#MAX_VALUE} if there is none. */
    long nanosUntilDue(long nowNanos) {
        if (queue.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return pausing ? Math.max(0, notBeforeNanos - nowNanos) : 0;
    }

    /** Removes and returns the first message. It must be settled before the next is taken. */
    T take() {
        taken = queue.removeFirst();
        return taken.message();
    }

    /** Records the result for the message that was taken, and returns the outcome. */
    DeliveryOutcome settle(Result result, long nowNanos) {
        Waiting<T> message = taken;
        taken = null;
        if (message == null) {
            throw new IllegalStateException("no message was taken");
        }
        pause(pace, nowNanos);
        if (result instanceof Result.Arrived) {
            return DeliveryOutcome.DELIVERED;
        }
        if (!(result instanceof Result.Again again)) {
            return DeliveryOutcome.REFUSED;
        }
        int attempts = message.attempts() + 1;
        pause(longer(pace, longer(backoff(attempts), bounded(again.after()))), nowNanos);
        if (nowNanos - message.sinceNanos() > LONGEST_TRIED.toNanos()) {
            return DeliveryOutcome.EXPIRED;
        }
        if (queue.size() >= MOST_WAITING) {
            return DeliveryOutcome.DROPPED;
        }
        queue.addFirst(new Waiting<>(message.message(), message.sinceNanos(), attempts));
        return DeliveryOutcome.RETRIED;
    }

    /** Removes all messages and returns how many there were. */
    int clear() {
        int waiting = queue.size();
        queue.clear();
        return waiting;
    }

    private void pause(Duration time, long nowNanos) {
        pausing = true;
        notBeforeNanos = nowNanos + time.toNanos();
    }

    /** Exponential backoff: doubles with each attempt, and half of it is random. */
    private Duration backoff(int attempts) {
        long doubled = FIRST_PAUSE.toNanos() << Math.min(attempts - 1, 20);
        double full = Math.min(doubled, LONGEST_PAUSE.toNanos());
        return Duration.ofNanos((long) (full * (0.5 + 0.5 * random.getAsDouble())));
    }

    private static Duration bounded(@Nullable Duration wanted) {
        return wanted == null || wanted.isNegative()
                ? Duration.ZERO
                : wanted.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wanted;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private record Waiting<T>(T message, long sinceNanos, int attempts) {}
}
