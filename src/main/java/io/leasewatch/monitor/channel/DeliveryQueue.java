package io.leasewatch.monitor.channel;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.channel.Transport.Result;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Delivers what is handed to it, one after another, on a thread of its own: whoever hands it something never waits, and what one
 * destination does to its courier no other notices.
 *
 * <p>Thread-safe. The thread is there from the first letter until {@link #close}. What is waiting then is dropped.
 */
public final class DeliveryQueue<T> implements AutoCloseable {

    private final String channel;
    private final DeliveryListener spokesman;
    private final Transport<T> carrier;
    private final DeliveryCounters deliveries;
    private final Ticker ticker;
    private final Outbox<T> outbox;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Thread thread;
    private boolean closed;
    private boolean failing;
    private boolean overflowing;

    DeliveryQueue(String channel, Duration pace, Transport<T> carrier, DeliveryCounters deliveries, Ticker ticker) {
        this(channel, new AlertDeliveryListener(channel), pace, carrier, deliveries, ticker);
    }

    /**
     * One that has nothing to do yet.
     *
     * @param channel where it goes, in {@code deliveries} and in the name of its thread
     * @param pace how long to pause after every attempt
     */
    public DeliveryQueue(
            String channel,
            DeliveryListener spokesman,
            Duration pace,
            Transport<T> carrier,
            DeliveryCounters deliveries,
            Ticker ticker) {
        this(
                channel,
                spokesman,
                pace,
                carrier,
                deliveries,
                ticker,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    DeliveryQueue(
            String channel,
            DeliveryListener spokesman,
            Duration pace,
            Transport<T> carrier,
            DeliveryCounters deliveries,
            Ticker ticker,
            DoubleSupplier random) {
        this.channel = channel;
        this.spokesman = spokesman;
        this.carrier = carrier;
        this.deliveries = deliveries;
        this.ticker = ticker;
        this.outbox = new Outbox<>(random, pace);
    }

    /** Takes a letter and sees to it; the thread begins with the first. */
    public void take(T letter) {
        lock.lock();
        try {
            if (closed) {
                deliveries.count(channel, DeliveryOutcome.DROPPED);
                return;
            }
            put(letter);
            if (thread == null) {
                Thread made = new Thread(this::work, "leasewatch-courier-" + channel);
                made.setDaemon(true);
                made.start();
                thread = made;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a letter without seeing to it; for tests that have {@link #attempt} do so. */
    void put(T letter) {
        lock.lock();
        try {
            if (outbox.put(letter, ticker.nanos())) {
                deliveries.count(channel, DeliveryOutcome.DROPPED);
                if (!overflowing) {
                    overflowing = true;
                    spokesman.overflows();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether a letter waits whose delivery has not begun. */
    boolean isWaiting() {
        lock.lock();
        try {
            return outbox.isWaiting();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        while (awaitDue()) {
            attempt();
        }
    }

    /** Waits until a letter is due. Answers whether there is still something to be done here. */
    private boolean awaitDue() {
        lock.lock();
        try {
            while (!closed) {
                long nanos = outbox.nanosUntilDue(ticker.nanos());
                if (nanos <= 0) {
                    return true;
                }
                await(nanos);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void await(long nanos) {
        try {
            changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            // Only close() ends this thread; a channel that interrupts it does not.
        }
    }

    /** Tries to deliver the first letter if it is due. Answers whether it was. */
    boolean attempt() {
        T letter;
        lock.lock();
        try {
            if (outbox.nanosUntilDue(ticker.nanos()) > 0) {
                return false;
            }
            letter = outbox.take();
        } finally {
            lock.unlock();
        }
        Result result = carry(letter);
        lock.lock();
        try {
            DeliveryOutcome outcome = outbox.settle(result, ticker.nanos());
            deliveries.count(channel, outcome);
            if (!closed) {
                say(result, outcome);
            }
        } finally {
            lock.unlock();
        }
        return true;
    }

    private Result carry(T letter) {
        try {
            return carrier.carry(letter);
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            // What an exception says may hold an address, and an address may be a secret.
            return new Result.Again(null, e.getClass().getSimpleName());
        }
    }

    private void say(Result result, DeliveryOutcome outcome) {
        if (result instanceof Result.Arrived) {
            if (failing) {
                spokesman.worksAgain();
            }
            failing = false;
            overflowing = false;
        } else if (!failing) {
            failing = true;
            if (result instanceof Result.Refused refused) {
                spokesman.isRefused(refused.why());
            } else if (result instanceof Result.Again again) {
                spokesman.fails(outcome, again.why());
            }
        }
    }

    /** Ends the thread, and drops what is waiting. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            for (int left = outbox.clear(); left > 0; left--) {
                deliveries.count(channel, DeliveryOutcome.DROPPED);
            }
            if (thread != null) {
                thread.interrupt();
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
