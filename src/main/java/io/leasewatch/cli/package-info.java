/** The command line: {@code stress} and {@code top}. */
@NullMarked
package io.leasewatch.cli;

import org.jspecify.annotations.NullMarked;
