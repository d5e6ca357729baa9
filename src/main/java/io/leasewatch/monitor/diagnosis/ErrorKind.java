package io.leasewatch.monitor.diagnosis;

/**
 * The key by which errors are counted together.
 *
 * @param service the service whose work failed
 * @param type the class of the exception
 * @param cause the class of its root cause, empty if it has none
 * @param sqlState the first SQLState in the chain of causes, empty if there is none
 * @param message the message of the root cause, without names, numbers and literals
 */
record ErrorKind(String service, String type, String cause, String sqlState, String message) {}
