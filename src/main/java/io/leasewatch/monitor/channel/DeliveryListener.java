package io.leasewatch.monitor.channel;

/** Receives changes of the delivery state of a queue, once each until the state changes. Implementations must not block. */
public interface DeliveryListener {

    /** The queue is full, and its oldest message was dropped. */
    void overflowed();

    /** An attempt failed; {@code outcome} says whether it is retried. */
    void failed(DeliveryOutcome outcome, String why);

    /** The receiver rejected a message, which is not retried. */
    void rejected(String why);

    /** A message was delivered after a failure or a rejection. */
    void recovered();
}
