package io.leasewatch.channel;

import io.leasewatch.alert.Alert;

/**
 * An alert on its way down one channel.
 *
 * @param id tells it from every other, and is the same each time it is tried
 * @param alert what it says
 */
record Letter(String id, Alert alert) {}
