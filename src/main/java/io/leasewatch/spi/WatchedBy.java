package io.leasewatch.spi;

/** How a pool is watched. */
public enum WatchedBy {
    /** The agent observes every lease, and what the server does with it. */
    AGENT("agent"),
    /** The data source is wrapped; every lease is observed. */
    WRAPPER("wrapper"),
    /** Only the figures that the pool reports are available; leases are not observed. */
    POOL_NUMBERS("pool numbers only");

    private final String words;

    WatchedBy(String words) {
        this.words = words;
    }

    /** The text that the API and the dashboard show. */
    public String words() {
        return words;
    }
}
