package io.leasewatch.core.lease;

import static java.util.Objects.requireNonNull;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.openjdk.jol.info.GraphLayout;

/**
 * What a full history weighs: everything that can be reached from it. Its leases were taken by as many requests, each with an id
 * of its own, all of one operation, from one pool, at one line, by a thread that is gone; pool, operation, line and thread are
 * counted once.
 */
public final class HistoryFootprint {

    private HistoryFootprint() {}

    /** The bytes of a history of {@code leases} closed leases. */
    public static long bytes(int leases) {
        LeaseHistory history = new LeaseHistory(leases);
        ThreadContext borrower = fillByAThreadThatEnds(history, leases);
        // The holder refers to its thread weakly; until that is collected, the whole heap can be reached through it.
        Awaitility.await().until(() -> {
            System.gc();
            return borrower.thread() == null;
        });
        return GraphLayout.parseInstance(history).totalSize();
    }

    private static ThreadContext fillByAThreadThatEnds(LeaseHistory history, int leases) {
        FutureTask<ThreadContext> filling = new FutureTask<>(() -> {
            fill(history, leases);
            return ThreadContext.current();
        });
        new Thread(filling).start();
        try {
            return filling.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fill(LeaseHistory history, int leases) {
        LeaseRegistry registry = new LeaseRegistry(Ticker.SYSTEM, LeaseSettings.DEFAULT);
        Pool pool = registry.pool("jdbc/shop", "");
        Operation operation = new Operation("shop", "GET /orders/{id}");
        for (int i = 0; i < leases; i++) {
            ThreadContext.current().enter(new Scope(Borrower.of(operation, "", null)));
            Lease lease = requireNonNull(registry.open(Acquisition.of(pool)));
            registry.close(lease, Outcome.RETURNED);
            history.add(lease);
        }
    }
}
