package io.leasewatch.monitor.channel;

import io.leasewatch.spi.Alert;

/**
 * An alert on its way down one channel.
 *
 * @param id tells it from every other, and is the same each time it is tried
 * @param alert what it says
 */
record AlertMessage(String id, Alert alert) {}
