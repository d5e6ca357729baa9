/** The monitoring document, its operations, and {@code /readyz}. */
@NullMarked
package io.leasewatch.web.monitoring;

import org.jspecify.annotations.NullMarked;
