/** History over HTTP: events found again, the audit log. */
@NullMarked
package io.leasewatch.web.history;

import org.jspecify.annotations.NullMarked;
