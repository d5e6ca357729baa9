/**
 * Turns connections into leases. The wrapper passes every call on unchanged; one dull forwarding class per JDBC interface does
 * that, and the watched class beside it adds the little that is ours. Who the borrower is, is known in {@code request}.
 */
@NullMarked
package io.leasewatch.jdbc;

import org.jspecify.annotations.NullMarked;
