/** Decides whether a class belongs to an application, to a library, or to the JDK and the server. */
@NullMarked
package io.leasewatch.core.origin;

import org.jspecify.annotations.NullMarked;
