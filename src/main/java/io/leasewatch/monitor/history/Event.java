package io.leasewatch.monitor.history;

import java.time.Instant;

/**
 * Something that happened: a leak, an alert, a look at who held a pool, an act of an admin.
 *
 * @param instance the server it happened on
 * @param at when
 * @param kind what it is
 * @param key what it is the latest word on: a later event of the same server, kind and key stands in its place
 * @param pool the pool it is about, empty if none
 * @param body all of it, as JSON
 */
public record Event(String instance, Instant at, Kind kind, String key, String pool, String body) {

    /** What happened. */
    public enum Kind {
        LEAK,
        ALERT,
        HOLDERS,
        RECLAIM,
        /** Something that an admin did. */
        ACT
    }
}
