/** The JNDI object factory that a {@code server.xml} names. The name must not change. */
@NullMarked
package io.leasewatch.jdbc;

import org.jspecify.annotations.NullMarked;
