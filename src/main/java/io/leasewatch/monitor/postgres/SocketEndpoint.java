package io.leasewatch.monitor.postgres;

/**
 * This JVM's end of the wire to PostgreSQL, or to a pooler before it.
 *
 * @param backendPid the process id that the other end gave when the connection was opened; a pooler makes one up
 * @param localPort the port of this end
 * @param serverAddress the other end's address, in digits
 * @param serverPort the other end's port
 */
record SocketEndpoint(int backendPid, int localPort, String serverAddress, int serverPort) {}
