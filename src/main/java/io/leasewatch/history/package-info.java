/**
 * Remembers: what pools and services were like, and what happened to them, over restarts. What to make of it is told by {@code
 * advice}, and {@code export} writes it in other forms.
 */
@NullMarked
package io.leasewatch.history;

import org.jspecify.annotations.NullMarked;
