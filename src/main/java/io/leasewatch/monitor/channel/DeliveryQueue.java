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
 * Delivers messages to one destination, one after another, on a thread of its own. {@link #add} never blocks, and a slow destination does
 * not delay others.
 *
 * <p>Thread-safe. The thread runs from the first message until {@link #close}, which drops the waiting messages.
 */
public final class DeliveryQueue<T> implements AutoCloseable {

    private final String channel;
    private final DeliveryListener listener;
    private final Transport<T> transport;
    private final DeliveryCounters deliveries;
    private final Ticker ticker;
    private final Outbox<T> outbox;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition settled = lock.newCondition();
    private @Nullable Thread thread;
    private boolean closed;
    private boolean busy;
    private boolean failing;
    private boolean overflowing;

    DeliveryQueue(String channel, Duration pace, Transport<T> transport, DeliveryCounters deliveries, Ticker ticker) {
        this(channel, new AlertDeliveryListener(channel), pace, transport, deliveries, ticker);
    }

    /**
     * Creates an empty queue.
     *
     * @param channel the name of the destination, for {@code deliveries} and the name of the thread
     * @param pace the pause after every attempt
     */
    public DeliveryQueue(
            String channel,
            DeliveryListener listener,
            Duration pace,
            Transport<T> transport,
            DeliveryCounters deliveries,
            Ticker ticker) {
        this(
                channel,
                listener,
                pace,
                transport,
                deliveries,
                ticker,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    DeliveryQueue(
            String channel,
            DeliveryListener listener,
            Duration pace,
            Transport<T> transport,
            DeliveryCounters deliveries,
            Ticker ticker,
            DoubleSupplier random) {
        this.channel = channel;
        this.listener = listener;
        this.transport = transport;
        this.deliveries = deliveries;
        this.ticker = ticker;
        this.outbox = new Outbox<>(random, pace);
    }

    /** Adds a message to deliver. The first one starts the thread. */
    public void add(T message) {
        lock.lock();
        try {
            if (closed) {
                deliveries.count(channel, DeliveryOutcome.DROPPED);
                return;
            }
            put(message);
            if (thread == null) {
                Thread created = new Thread(this::work, "leasewatch-delivery-" + channel);
                created.setDaemon(true);
                created.start();
                thread = created;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Adds a message without starting the thread; for tests, which call {@link #attempt}. */
    void put(T message) {
        lock.lock();
        try {
            if (outbox.put(message, ticker.nanos())) {
                deliveries.count(channel, DeliveryOutcome.DROPPED);
                if (!overflowing) {
                    overflowing = true;
                    listener.overflowed();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether a message waits for its first attempt or a retry. */
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

    /** Waits until a message is due. Returns false if this queue was closed. */
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

    /** Tries to deliver the first message if it is due. Returns whether it was. */
    boolean attempt() {
        T message;
        lock.lock();
        try {
            if (outbox.nanosUntilDue(ticker.nanos()) > 0) {
                return false;
            }
            message = outbox.take();
            busy = true;
        } finally {
            lock.unlock();
        }
        Result result = deliver(message);
        lock.lock();
        try {
            busy = false;
            DeliveryOutcome outcome = outbox.settle(result, ticker.nanos());
            deliveries.count(channel, outcome);
            if (!closed) {
                notifyListener(result, outcome);
            }
            settled.signalAll();
        } finally {
            lock.unlock();
        }
        return true;
    }

    private Result deliver(T message) {
        try {
            return transport.deliver(message);
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            // The message of an exception may contain an address, and an address may contain a secret.
            return new Result.Again(null, e.getClass().getSimpleName());
        }
    }

    private void notifyListener(Result result, DeliveryOutcome outcome) {
        if (result instanceof Result.Arrived) {
            if (failing) {
                listener.recovered();
            }
            failing = false;
            overflowing = false;
        } else if (!failing) {
            failing = true;
            if (result instanceof Result.Refused refused) {
                listener.rejected(refused.why());
            } else if (result instanceof Result.Again again) {
                listener.failed(outcome, again.why());
            }
        }
    }

    /** Waits until no message is left, an attempt has failed, or {@code longest} is over. */
    void flush(Duration longest) {
        long end = ticker.nanos() + longest.toNanos();
        lock.lock();
        try {
            long left = longest.toNanos();
            while (!closed && !failing && (busy || outbox.isWaiting()) && left > 0) {
                settled.awaitNanos(left);
                left = end - ticker.nanos();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread and drops the waiting messages. */
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
