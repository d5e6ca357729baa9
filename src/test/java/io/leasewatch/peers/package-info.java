/**
 * What pools that look for leaks themselves say of plain programs, and what Leasewatch says of them. {@code PeerVerdictsTest} runs every
 * program on every pool.
 */
@NullMarked
package io.leasewatch.peers;

import org.jspecify.annotations.NullMarked;
