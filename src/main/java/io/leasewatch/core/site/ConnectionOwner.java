package io.leasewatch.core.site;

/** Who keeps the connections that are taken at a line, and so when they should be back. */
public enum ConnectionOwner {
    /** The unit of work that the line is run in: a request, a transaction, an operation. */
    WORK,
    /** A persistence context, which gives back on its own account what it takes for whoever uses it. */
    PERSISTENCE,
    /** A bean that lives for a conversation or a session, and may keep what it takes from one request to the next. */
    CONVERSATION,
    /** Nobody looked, or saw no application: it may be any of the others. */
    UNKNOWN
}
