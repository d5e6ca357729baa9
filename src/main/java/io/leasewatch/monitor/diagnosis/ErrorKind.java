package io.leasewatch.monitor.diagnosis;

/**
 * What errors have in common that are counted together.
 *
 * @param service whose work failed
 * @param type the class of what was thrown
 * @param cause the class of its first cause, empty if it has none
 * @param sqlState of the first of them that has one, empty if none has
 * @param message what the first cause says, as far as it may be shown
 */
record ErrorKind(String service, String type, String cause, String sqlState, String message) {}
