package io.leasewatch.spi;

/**
 * Sends alerts to people. Any CDI bean of this type is used as a channel.
 *
 * <p>Each channel has a thread of its own. That thread calls {@link #send} with the alerts in their order, so the method may
 * block. When it throws, the failure is logged and the same alert is sent again later. Other channels and applications are not
 * affected.
 */
public interface AlertChannel {

    /**
     * Returns the name by which rules refer to this channel. It consists of small letters, digits and hyphens, begins with a
     * letter, and is unique among all channels.
     */
    String name();

    /** Sends an alert that fires, has become more severe, still fires after a silence, or is resolved. */
    void send(Alert alert);
}
