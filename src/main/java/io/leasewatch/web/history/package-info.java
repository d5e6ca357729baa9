/** The history over HTTP: past events and the audit log. */
@NullMarked
package io.leasewatch.web.history;

import org.jspecify.annotations.NullMarked;
