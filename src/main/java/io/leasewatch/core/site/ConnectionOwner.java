package io.leasewatch.core.site;

/** Who owns the connections that are acquired at a line. The owner determines when they should be returned. */
public enum ConnectionOwner {
    /** The unit of work that executes the line: a request, a transaction or an operation. */
    WORK,
    /** A persistence context, which returns the connections it acquires on its own schedule. */
    PERSISTENCE,
    /** A bean with the scope of a conversation or a session, which may keep a connection across requests. */
    CONVERSATION,
    /** A bean that acquires it while it is initialized, and may keep it for as long as it lives. */
    BEAN,
    /** Unknown: the stack was not walked, or shows no application. Any of the other owners is possible. */
    UNKNOWN
}
