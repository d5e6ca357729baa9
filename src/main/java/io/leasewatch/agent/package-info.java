/** The agent: which methods of the server, of pools and of applications are woven. It keeps no state; {@code core.hooks} does. */
@NullMarked
package io.leasewatch.agent;

import org.jspecify.annotations.NullMarked;
