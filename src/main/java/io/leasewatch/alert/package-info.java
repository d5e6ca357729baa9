/**
 * Raises an alert when leaks or pools call for one, and resolves it when they no longer do. How an alert reaches people is the
 * business of {@code channel}.
 */
@NullMarked
package io.leasewatch.alert;

import org.jspecify.annotations.NullMarked;
