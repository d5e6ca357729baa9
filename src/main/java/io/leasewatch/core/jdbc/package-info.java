/** The wrapper: data sources, connections and statements that forward every call and keep a lease for each connection. */
@NullMarked
package io.leasewatch.core.jdbc;

import org.jspecify.annotations.NullMarked;
