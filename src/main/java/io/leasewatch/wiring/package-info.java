/** Puts the machines together, starts them and stops them. Nobody imports this room. */
@NullMarked
package io.leasewatch.wiring;

import org.jspecify.annotations.NullMarked;
