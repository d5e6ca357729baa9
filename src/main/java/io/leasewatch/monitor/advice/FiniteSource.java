package io.leasewatch.monitor.advice;

/**
 * The M/M/c//N queue: a bounded number of threads, each of which works without a connection for a while, acquires one, waits if there is
 * none, and holds it. Waiting threads do not acquire again, so with few threads there is less waiting than {@link ErlangC} predicts.
 *
 * <p>T. O. Engset's model (1918) with a queue; L. Kleinrock, "Queueing Systems" I (1975), 3.8. Hold times and the time
 * between are exponential.
 *
 * @param threads the number of threads, from 1 to {@link #MOST_THREADS}
 * @param connections the size of the pool, at least 1
 * @param thinkSeconds the mean time between a return and the next acquisition of a thread, longer than 0
 * @param holdSeconds the mean hold time, longer than 0
 */
record FiniteSource(int threads, int connections, double thinkSeconds, double holdSeconds) implements WaitModel {

    static final int MOST_THREADS = 10_000;

    /** Unnormalized probabilities are scaled down above this, to avoid an overflow. */
    private static final double TOO_LARGE = 1e250;

    FiniteSource {
        if (threads < 1 || threads > MOST_THREADS || connections < 1 || !(thinkSeconds > 0) || !(holdSeconds > 0)) {
            throw new IllegalArgumentException("a finite source must have 1 to " + MOST_THREADS
                    + " threads, a connection, and times longer than zero, was " + threads + " threads, " + connections
                    + " connections, " + thinkSeconds + " s and " + holdSeconds + " s");
        }
    }

    /** Acquisitions per second. */
    double perSecond() {
        double[] state = states(threads);
        double away = 0;
        for (int n = 0; n < state.length; n++) {
            away += (threads - n) * state[n];
        }
        return away / thinkSeconds;
    }

    /** The mean number of waiting threads. */
    double waiting() {
        double[] state = states(threads);
        double waiting = 0;
        for (int n = connections + 1; n < state.length; n++) {
            waiting += (n - connections) * state[n];
        }
        return waiting;
    }

    /** The mean wait in seconds, by Little's law. */
    double meanWait() {
        return waiting() / perSecond();
    }

    /**
     * The probability that an acquisition has to wait, 0 to 1. An arriving thread sees the pool as it would be without that thread: K. C.
     * Sevcik, I. Mitrani, "The Distribution of Queuing Network States at Input and Output Instants", Journal of the ACM 28 (1981).
     */
    double waitProbability() {
        return waitLongerThan(0);
    }

    /** An arrival that finds n ≥ c threads waits until n − c + 1 connections are returned, one every S / c on average. */
    @Override
    public double waitLongerThan(double seconds) {
        return waitLongerThan(states(threads - 1), seconds);
    }

    private double waitLongerThan(double[] seen, double seconds) {
        double expected = connections * seconds / holdSeconds;
        double term = Math.exp(-expected);
        double fewerReturned = 0;
        double longer = 0;
        for (int n = connections; n < seen.length; n++) {
            fewerReturned += term;
            term *= expected / (n - connections + 1);
            longer += seen[n] * fewerReturned;
        }
        return Math.min(1, longer);
    }

    @Override
    public double waitPercentile(double share) {
        double[] seen = states(threads - 1);
        double tail = 1 - share;
        if (waitLongerThan(seen, 0) <= tail) {
            return 0;
        }
        double low = 0;
        double high = holdSeconds;
        while (waitLongerThan(seen, high) > tail) {
            high *= 2;
        }
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (waitLongerThan(seen, middle) > tail) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The probabilities that n of {@code sources} threads hold a connection or wait for one: a birth–death process. */
    private double[] states(int sources) {
        double[] state = new double[sources + 1];
        state[0] = 1;
        double sum = 1;
        for (int n = 0; n < sources; n++) {
            state[n + 1] = state[n] * (sources - n) / thinkSeconds * holdSeconds / Math.min(n + 1, connections);
            sum += state[n + 1];
            if (sum > TOO_LARGE) {
                scale(state, sum);
                sum = 1;
            }
        }
        scale(state, sum);
        return state;
    }

    private static void scale(double[] values, double by) {
        for (int i = 0; i < values.length; i++) {
            values[i] /= by;
        }
    }
}
