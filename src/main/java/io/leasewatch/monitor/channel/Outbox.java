package io.leasewatch.monitor.channel;

import io.leasewatch.monitor.channel.Transport.Result;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be delivered, in its order, and when the next attempt is due. It has no thread and asks no clock.
 *
 * <p>Not thread-safe; one letter at a time is taken out and settled. A letter that has to be tried again stays before those that came
 * after it, so that nobody hears of an end before the beginning.
 */
final class Outbox<T> {

    static final int MOST_WAITING = 100;
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

    /** What is older than this is no news any more. */
    static final Duration LONGEST_TRIED = Duration.ofHours(1);

    private final Deque<Waiting<T>> queue = new ArrayDeque<>();
    private final DoubleSupplier random;
    private final Duration pace;
    private @Nullable Waiting<T> inHand;
    private boolean pausing;
    private long notBeforeNanos;

    /**
     * An empty one.
     *
     * @param random numbers from 0 to 1, so that not everybody comes again at the same moment
     * @param pace how long to pause after every attempt
     */
    Outbox(DoubleSupplier random, Duration pace) {
        this.random = random;
        this.pace = pace;
    }

    /** Puts a letter at the end. Answers whether the oldest had to give way to it. */
    boolean put(T letter, long nowNanos) {
        queue.addLast(new Waiting<>(letter, nowNanos, 0));
        if (queue.size() > MOST_WAITING) {
            queue.removeFirst();
            return true;
        }
        return false;
    }

    /** Whether a letter waits that has not been taken out. */
    boolean isWaiting() {
        return !queue.isEmpty();
    }

    /** How long until the first letter is due: zero if it is, {@link Long#MAX_VALUE} if there is none. */
    long nanosUntilDue(long nowNanos) {
        if (queue.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return pausing ? Math.max(0, notBeforeNanos - nowNanos) : 0;
    }

    /** Takes out the first letter. */
    T take() {
        inHand = queue.removeFirst();
        return inHand.letter();
    }

    /** Says how it went with the letter that was taken out, and answers what that means. */
    DeliveryOutcome settle(Result result, long nowNanos) {
        Waiting<T> letter = inHand;
        inHand = null;
        if (letter == null) {
            throw new IllegalStateException("no letter was taken out");
        }
        pause(pace, nowNanos);
        if (result instanceof Result.Arrived) {
            return DeliveryOutcome.DELIVERED;
        }
        if (!(result instanceof Result.Again again)) {
            return DeliveryOutcome.REFUSED;
        }
        int attempts = letter.attempts() + 1;
        pause(longer(pace, longer(backoff(attempts), bounded(again.after()))), nowNanos);
        if (nowNanos - letter.sinceNanos() > LONGEST_TRIED.toNanos()) {
            return DeliveryOutcome.EXPIRED;
        }
        if (queue.size() >= MOST_WAITING) {
            return DeliveryOutcome.DROPPED;
        }
        queue.addFirst(new Waiting<>(letter.letter(), letter.sinceNanos(), attempts));
        return DeliveryOutcome.RETRIED;
    }

    /** Takes everything out and answers how much it was. */
    int clear() {
        int waiting = queue.size();
        queue.clear();
        return waiting;
    }

    private void pause(Duration time, long nowNanos) {
        pausing = true;
        notBeforeNanos = nowNanos + time.toNanos();
    }

    /** Doubles from attempt to attempt; half of it is left to chance. */
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

    private record Waiting<T>(T letter, long sinceNanos, int attempts) {}
}
