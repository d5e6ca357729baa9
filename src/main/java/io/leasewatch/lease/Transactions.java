package io.leasewatch.lease;

/** Somebody who knows the JTA transaction of the current thread. Found as a service, because this room knows nothing of Jakarta. */
public interface Transactions {

    /** Has {@code work} run when the current thread's transaction is over. False without one; then nothing is run. */
    boolean afterwards(Runnable work);
}
