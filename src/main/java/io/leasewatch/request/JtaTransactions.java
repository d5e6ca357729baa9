package io.leasewatch.request;

import io.leasewatch.lease.Transactions;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The transactions of Jakarta EE. On a thread that belongs to no application, and in plain Java, there is none. */
public final class JtaTransactions implements Transactions {

    private static final String NAME = "java:comp/TransactionSynchronizationRegistry";

    @Override
    public boolean afterwards(Runnable work) {
        try {
            TransactionSynchronizationRegistry transactions = InitialContext.doLookup(NAME);
            if (!isGoingOn(transactions)) {
                return false;
            }
            transactions.registerInterposedSynchronization(new Afterwards(work));
            return true;
        } catch (NamingException | RuntimeException | LinkageError e) {
            return false;
        }
    }

    @Override
    public boolean isActive() {
        try {
            return isGoingOn(InitialContext.doLookup(NAME));
        } catch (NamingException | RuntimeException | LinkageError e) {
            return false;
        }
    }

    private static boolean isGoingOn(TransactionSynchronizationRegistry transactions) {
        int status = transactions.getTransactionStatus();
        return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
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
