package io.leasewatch.it.inside;

import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.work.Borrower;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextServiceDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;

/** Works on the threads of an executor that the application defines. */
@ApplicationScoped
@ContextServiceDefinition(
        name = "java:module/concurrent/everything",
        propagated = ContextServiceDefinition.ALL_REMAINING,
        cleared = ContextServiceDefinition.TRANSACTION)
@ManagedExecutorDefinition(
        name = "java:module/concurrent/elsewhere",
        context = "java:module/concurrent/everything",
        maxAsync = 2)
public class Elsewhere {

    @Resource(lookup = "java:module/concurrent/elsewhere")
    private ManagedExecutorService executor;

    /** Who takes the leases that another thread takes in the caller's name. */
    public Borrower borrower() {
        return executor.supplyAsync(() -> ThreadContext.current().borrower()).join();
    }

    /** The thread that works elsewhere. */
    public String thread() {
        return executor.supplyAsync(() -> Thread.currentThread().getName()).join();
    }
}
