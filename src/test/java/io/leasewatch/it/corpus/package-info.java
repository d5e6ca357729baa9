/**
 * The corpus: an application of small programs that take connections rightly and wrongly, each with the answer that is right about it
 * written on it ({@link io.leasewatch.it.corpus.Leaks}, {@link io.leasewatch.it.corpus.Innocent}). The line that takes the connection
 * ends in a comment with the program's path. {@code CorpusIT} runs them all and compares what the monitor says.
 */
@NullMarked
package io.leasewatch.it.corpus;

import org.jspecify.annotations.NullMarked;
