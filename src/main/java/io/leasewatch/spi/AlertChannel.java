package io.leasewatch.spi;

/**
 * A way to people. What it throws is logged; no other channel and no application notices.
 *
 * <p>Any CDI bean of this type is a channel. It may wait for others as long as it likes: a thread of its own brings it the alerts,
 * in their order, and tries again when {@link #send} throws.
 */
public interface AlertChannel {

    /** What rules call it: small letters, digits and hyphens, beginning with a letter; no other channel has it. */
    String name();

    /** Takes an alert that fires, has become worse, still fires after a silence, or is resolved. */
    void send(Alert alert);
}
