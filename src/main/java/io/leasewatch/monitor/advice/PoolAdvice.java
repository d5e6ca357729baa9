package io.leasewatch.monitor.advice;

/**
 * Everything there is to say of a pool.
 *
 * @param pool its name
 * @param size how large it should be
 * @param forecast when it will be used up
 * @param verdict whether it leaks or is just too small
 */
public record PoolAdvice(String pool, SizeAdvice size, Forecast forecast, Verdict verdict) {}
