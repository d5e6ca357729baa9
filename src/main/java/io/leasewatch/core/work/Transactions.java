package io.leasewatch.core.work;

/**
 * Access to the JTA transaction of the current thread. Found by {@link java.util.ServiceLoader}, because this package does not
 * depend on Jakarta EE.
 */
public interface Transactions {

    /**
     * Registers {@code work} to run when the transaction of the current thread has ended.
     *
     * @return {@code false} if there is no active transaction; {@code work} is not run then
     */
    boolean afterwards(Runnable work);

    /** Whether the current thread has an active transaction, so that two handles of a pool may share one connection. */
    default boolean isActive() {
        return false;
    }
}
