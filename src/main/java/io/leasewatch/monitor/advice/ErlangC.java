package io.leasewatch.monitor.advice;

/**
 * The M/M/c queue: arrivals are independent of each other, hold times are exponential, and acquisitions that find no connection wait in
 * line.
 *
 * <p>A. K. Erlang, "Solution of some Problems in the Theory of Probabilities of Significance in Automatic Telephone Exchanges" (1917).
 * Waiting threads do not reduce the arrivals, so the model predicts more waiting than a bounded number of threads can cause.
 *
 * @param load the load of the pool
 * @param connections the size of the pool, at least 1
 */
record ErlangC(PoolLoad load, int connections) implements WaitModel {

    ErlangC {
        if (connections < 1) {
            throw new IllegalArgumentException("connections must be at least 1, was " + connections);
        }
    }

    /**
     * The probability that an acquisition has to wait, 0 to 1; 1 if the pool cannot keep up. {@code C = B / (1 − ρ (1 − B))}, where B is
     * Erlang's loss by the recursion {@code B(0) = 1, B(k) = a B(k−1) / (k + a B(k−1))}, which neither overflows nor loses precision: R. B.
     * Cooper, "Introduction to Queueing Theory" (1981), chapter 3.
     */
    double waitProbability() {
        double busy = load.busy();
        if (busy >= connections) {
            return 1;
        }
        double loss = 1;
        for (int k = 1; k <= connections; k++) {
            loss = busy * loss / (k + busy * loss);
        }
        return loss / (1 - busy / connections * (1 - loss));
    }

    /** {@code P(W > t) = C e^(−(c − a) t / S)}, first come, first served. */
    @Override
    public double waitLongerThan(double seconds) {
        if (load.busy() >= connections) {
            return 1;
        }
        // Without a load there is no waiting, and drainSeconds would be 0.
        return load.busy() == 0 ? 0 : waitProbability() * Math.exp(-seconds / drainSeconds());
    }

    /** The mean wait in seconds; infinite if the pool cannot keep up. */
    double meanWait() {
        return load.busy() >= connections ? FOREVER : waitProbability() * drainSeconds();
    }

    @Override
    public double waitPercentile(double share) {
        if (load.busy() >= connections) {
            return FOREVER;
        }
        double waiting = waitProbability();
        return waiting <= 1 - share ? 0 : drainSeconds() * Math.log(waiting / (1 - share));
    }

    /** The mean wait of the acquisitions that have to wait, in seconds. */
    private double drainSeconds() {
        return load.holdSeconds() / (connections - load.busy());
    }
}
