package io.leasewatch.peers;

import java.time.Instant;

/**
 * One thing that was said of a program.
 *
 * @param words the kind of it
 * @param evidence what was told with it: a stack, or a line
 * @param at when
 */
record Said(String words, String evidence, Instant at) {}
