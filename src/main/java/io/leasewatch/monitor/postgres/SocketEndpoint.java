package io.leasewatch.monitor.postgres;

/**
 * The socket of a connection to PostgreSQL, or to a pooler in front of it.
 *
 * @param backendPid the process id that the server sent when the connection was opened; a pooler invents one
 * @param localPort the local port
 * @param serverAddress the IP address of the server
 * @param serverPort the port of the server
 */
record SocketEndpoint(int backendPid, int localPort, String serverAddress, int serverPort) {}
