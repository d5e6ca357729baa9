package io.leasewatch.core.work;

/** Somebody who knows the JTA transaction of the current thread. Found as a service, because this room knows nothing of Jakarta. */
public interface Transactions {

    /** Has {@code work} run when the current thread's transaction is over. False without one; then nothing is run. */
    boolean afterwards(Runnable work);

    /** Whether the current thread is in one, so that two handles of a pool may be on one connection. */
    default boolean isActive() {
        return false;
    }
}
