/**
 * Tools for the command line: {@code stress} puts a server under load and says whether its connections come back, {@code top} looks at
 * one. They talk HTTP to a running server and to nothing else; what the server knows is {@code rest}'s business. A jar of its own.
 */
@NullMarked
package io.leasewatch.cli;

import org.jspecify.annotations.NullMarked;
