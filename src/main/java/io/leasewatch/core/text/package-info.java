/** Makes text safe to show: errors, SQL and user input without secrets, literals and control characters. */
@NullMarked
package io.leasewatch.core.text;

import org.jspecify.annotations.NullMarked;
