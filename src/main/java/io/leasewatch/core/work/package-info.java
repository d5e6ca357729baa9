/** What a lease belongs to: the borrower, its operation, its unit of work and its transaction. */
@NullMarked
package io.leasewatch.core.work;

import org.jspecify.annotations.NullMarked;
