package io.leasewatch.lease;

/** A handle that can answer for itself. Called by Leasewatch's own threads, never waits, and throws nothing. */
public interface Held {

    /** Whether the server has taken the connection back from it, although nobody closed it. */
    boolean isTakenBack();
}
