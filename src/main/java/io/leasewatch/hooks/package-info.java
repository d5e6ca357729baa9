/**
 * Turns what the agent sees happen in the server, and in pools that applications bring along, into leases. Where these are woven, and into what, is known in {@code agent};
 * the two rooms share nothing but the keys in {@link io.leasewatch.hooks.Hooks} and classes of the JDK.
 */
@NullMarked
package io.leasewatch.hooks;

import org.jspecify.annotations.NullMarked;
