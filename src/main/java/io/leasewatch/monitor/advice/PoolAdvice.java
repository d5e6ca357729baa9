package io.leasewatch.monitor.advice;

/**
 * The advice for one pool. Immutable.
 *
 * @param pool the name of the pool
 * @param size the recommended size
 * @param forecast when leaks will exhaust the pool
 * @param verdict whether the pool leaks or is too small
 */
public record PoolAdvice(String pool, SizeAdvice size, Forecast forecast, Verdict verdict) {}
