package io.leasewatch.core.lease;

/** Who is told of statements, and from which time on. Nanoseconds. */
record SlowStatements(StatementListener listener, long thresholdNanos) {}
