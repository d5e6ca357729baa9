package io.leasewatch.core.request;

import io.leasewatch.core.work.Transactions;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The transactions of Jakarta EE. On a thread that belongs to no application, and in plain Java, there is no transaction.
 *
 * <p>Only {@link Registry} refers to classes of {@code jakarta.transaction}, so this class can be loaded without them.
 */
public final class JtaTransactions implements Transactions {

    /** Whether {@code jakarta.transaction} is missing. That is normal in plain Java and does not change at run time. */
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
            if (!isActiveStatus(transactions)) {
                return false;
            }
            transactions.registerInterposedSynchronization(new Completion(work));
            return true;
        }

        static boolean isActive() throws NamingException {
            return isActiveStatus(InitialContext.doLookup(NAME));
        }

        private static boolean isActiveStatus(TransactionSynchronizationRegistry transactions) {
            int status = transactions.getTransactionStatus();
            return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
        }
    }

    private record Completion(Runnable work) implements Synchronization {

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            work.run();
        }
    }
}
