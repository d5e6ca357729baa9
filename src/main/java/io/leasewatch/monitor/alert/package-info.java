/** Alerts: the rules, when an alert fires and when it is resolved, and silences. */
@NullMarked
package io.leasewatch.monitor.alert;

import org.jspecify.annotations.NullMarked;
