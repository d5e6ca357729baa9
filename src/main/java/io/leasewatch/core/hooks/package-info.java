/** What the code woven by the agent calls. It turns what happens in the server's pools into leases. */
@NullMarked
package io.leasewatch.core.hooks;

import org.jspecify.annotations.NullMarked;
