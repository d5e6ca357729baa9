/** The hooks that woven code calls. They turn events in the pools of the server into leases. */
@NullMarked
package io.leasewatch.core.hooks;

import org.jspecify.annotations.NullMarked;
