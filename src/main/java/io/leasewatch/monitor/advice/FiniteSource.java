package io.leasewatch.monitor.advice;

/**
 * A pool that a bounded number of threads ask, M/M/c//N: each works without a connection for a while, asks for one, waits if there is
 * none, and holds it. Threads that wait do not ask, so with few threads there is less waiting than {@link ErlangC} says.
 *
 * <p>T. O. Engset's model (1918) with a line to wait in; L. Kleinrock, "Queueing Systems" I (1975), 3.8. Hold times and the time
 * between are exponential.
 *
 * @param threads how many ask, from 1 to {@link #MOST_THREADS}
 * @param connections the pool's size, from 1
 * @param thinkSeconds how long a thread goes without a connection before it asks again, longer than 0
 * @param holdSeconds how long it holds one, longer than 0
 */
record FiniteSource(int threads, int connections, double thinkSeconds, double holdSeconds) implements WaitModel {

    static final int MOST_THREADS = 10_000;

    /** Beyond this, probabilities that are not scaled yet are scaled down. */
    private static final double TOO_LARGE = 1e250;

    FiniteSource {
        if (threads < 1 || threads > MOST_THREADS || connections < 1 || !(thinkSeconds > 0) || !(holdSeconds > 0)) {
            throw new IllegalArgumentException("a finite source must have 1 to " + MOST_THREADS
                    + " threads, a connection, and times longer than zero, was " + threads + " threads, " + connections
                    + " connections, " + thinkSeconds + " s and " + holdSeconds + " s");
        }
    }

    /** Connections taken in a second. */
    double perSecond() {
        double[] state = states(threads);
        double away = 0;
        for (int n = 0; n < state.length; n++) {
            away += (threads - n) * state[n];
        }
        return away / thinkSeconds;
    }

    /** How many threads wait on average. */
    double waiting() {
        double[] state = states(threads);
        double waiting = 0;
        for (int n = connections + 1; n < state.length; n++) {
            waiting += (n - connections) * state[n];
        }
        return waiting;
    }

    /** Seconds, by Little's law. */
    double meanWait() {
        return waiting() / perSecond();
    }

    /**
     * How likely it is that a thread that asks has to wait. It sees the pool as it would be without that thread: K. C. Sevcik, I. Mitrani,
     * "The Distribution of Queuing Network States at Input and Output Instants", Journal of the ACM 28 (1981).
     */
    double waitProbability() {
        return waitLongerThan(0);
    }

    /** Whoever finds n ≥ c before it waits until n − c + 1 connections came back, one every S / c on average. */
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

    /** How likely it is that n of {@code sources} threads hold a connection or wait for one: a birth and death process. */
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
