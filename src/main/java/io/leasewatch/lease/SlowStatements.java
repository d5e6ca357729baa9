package io.leasewatch.lease;

/** Who is told of statements, and from which time on. Nanoseconds. */
record SlowStatements(StatementListener listener, long thresholdNanos) {}
