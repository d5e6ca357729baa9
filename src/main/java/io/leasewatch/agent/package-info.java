/**
 * The weaver: which methods of the server, and of pools that applications bring along, tell what happens to connections, what they
 * must look like, and what is lost where one does not; and which calls of applications say where they stand. It keeps nothing and
 * knows no lease; what an event means is decided in {@code hooks}.
 *
 * <p>A jar of its own, loaded before the server. Woven code and this room meet {@code hooks} only by the keys in
 * {@link io.leasewatch.agent.Key}, because no class of ours is visible to the server's bundles.
 */
@NullMarked
package io.leasewatch.agent;

import org.jspecify.annotations.NullMarked;
