package io.leasewatch.cli;

/**
 * One request that is over.
 *
 * @param nanos from when it was sent until the last byte was there, or until it had failed
 * @param failure why it failed in a word or two, empty if it did not
 */
record RequestResult(long nanos, String failure) {

    boolean isSuccess() {
        return failure.isEmpty();
    }
}
