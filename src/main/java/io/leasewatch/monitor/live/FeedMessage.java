package io.leasewatch.monitor.live;

/**
 * What a viewer is told at once.
 *
 * @param id whoever comes back with it is told what came after it
 * @param kind how what is in it is to be taken
 * @param data JSON
 */
public record FeedMessage(String id, Kind kind, String data) {

    /** How what is in a message is to be taken. */
    public enum Kind {
        /** Everything; what was known before does not count any more. */
        SNAPSHOT,
        /** Only what is different now. */
        CHANGE
    }
}
