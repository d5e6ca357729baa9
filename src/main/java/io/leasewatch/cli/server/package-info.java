/** The HTTP client of the command line, and its options. */
@NullMarked
package io.leasewatch.cli.server;

import org.jspecify.annotations.NullMarked;
