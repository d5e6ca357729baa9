package io.leasewatch.monitor.channel;

import io.leasewatch.spi.Alert;

/**
 * An alert to deliver to one channel.
 *
 * @param id unique per message and the same for each attempt, so that the receiver can recognize duplicates
 * @param alert the alert
 */
record AlertMessage(String id, Alert alert) {}
