package io.leasewatch.core.request;

import io.leasewatch.core.work.Transactions;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The transactions of Jakarta EE. On a thread that belongs to no application, and in plain Java, there is none.
 *
 * <p>Only {@link Registry} mentions classes of {@code jakarta.transaction}, so this class can be loaded where they are missing.
 */
public final class JtaTransactions implements Transactions {

    /** Whether {@code jakarta.transaction} is missing, which is normal in plain Java and does not change. */
    private static volatile boolean absent;

    @Override
    public boolean afterwards(Runnable work) {
        if (absent) {
            return false;
        }
        try {
            return Registry.afterwards(work);
        } catch (LinkageError e) {
            absent = true;
            return false;
        } catch (NamingException | RuntimeException e) {
            return false;
        }
    }

    @Override
    public boolean isActive() {
        if (absent) {
            return false;
        }
        try {
            return Registry.isActive();
        } catch (LinkageError e) {
            absent = true;
            return false;
        } catch (NamingException | RuntimeException e) {
            return false;
        }
    }

    private static final class Registry {

        private static final String NAME = "java:comp/TransactionSynchronizationRegistry";

        static boolean afterwards(Runnable work) throws NamingException {
            TransactionSynchronizationRegistry transactions = InitialContext.doLookup(NAME);
            if (!isGoingOn(transactions)) {
                return false;
            }
            transactions.registerInterposedSynchronization(new Afterwards(work));
            return true;
        }

        static boolean isActive() throws NamingException {
            return isGoingOn(InitialContext.doLookup(NAME));
        }

        private static boolean isGoingOn(TransactionSynchronizationRegistry transactions) {
            int status = transactions.getTransactionStatus();
            return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
        }
    }

    private record Afterwards(Runnable work) implements Synchronization {

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            work.run();
        }
    }
}
