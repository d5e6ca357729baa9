/**
 * Whose code a class is: an application's, a library's, or the JDK's and the server's. Decided by class loader and code source first,
 * then by a list of known libraries, and by what users say. The library and the agent ask here, and each has a copy of this package in
 * its jar.
 */
@NullMarked
package io.leasewatch.origin;

import org.jspecify.annotations.NullMarked;
