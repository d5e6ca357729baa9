/** The command line's client of a server, and its options. */
@NullMarked
package io.leasewatch.cli.server;

import org.jspecify.annotations.NullMarked;
