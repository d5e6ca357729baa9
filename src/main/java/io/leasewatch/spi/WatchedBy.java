package io.leasewatch.spi;

/** How a pool is watched. */
public enum WatchedBy {
    /** The agent sees every lease, and what the server does with it. */
    AGENT("agent"),
    /** Its data source is wrapped: every lease is seen. */
    WRAPPER("wrapper"),
    /** Nobody sees its leases; only what the pool says of itself. */
    POOL_NUMBERS("pool numbers only");

    private final String words;

    WatchedBy(String words) {
        this.words = words;
    }

    /** As API and dashboard say it. */
    public String words() {
        return words;
    }
}
