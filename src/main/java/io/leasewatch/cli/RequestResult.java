package io.leasewatch.cli;

/**
 * The result of one request.
 *
 * @param nanos the time in nanoseconds from sending the request until the last byte arrived or the request failed
 * @param failure a short reason such as {@code timeout}, empty if the request succeeded
 */
record RequestResult(long nanos, String failure) {

    boolean isSuccess() {
        return failure.isEmpty();
    }
}
