package io.leasewatch.monitor.live;

/**
 * A message of a feed.
 *
 * @param id identifies the message; a viewer that reconnects sends it to get the following messages
 * @param kind whether the message has the full state or a change
 * @param data the body as JSON
 */
public record FeedMessage(String id, Kind kind, String data) {

    /** Whether a message has the full state or a change. */
    public enum Kind {
        /** The full state, which replaces the previous one. */
        SNAPSHOT,
        /** The difference to the previous message. */
        CHANGE
    }
}
