/** The line of code that took a connection: how it is found on the stack, and which lines leaked recently. */
@NullMarked
package io.leasewatch.core.site;

import org.jspecify.annotations.NullMarked;
