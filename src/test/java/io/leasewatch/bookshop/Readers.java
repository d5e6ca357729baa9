package io.leasewatch.bookshop;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextServiceDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Reads on other threads than the request's.
 *
 * <p>The executor has a context service of its own, because Open Liberty hands the borrower on only to executors of which the
 * application says which contexts they take along; without the agent, its default executor takes along its own contexts alone.
 */
@ApplicationScoped
@ContextServiceDefinition(
        name = "java:module/concurrent/everything",
        propagated = ContextServiceDefinition.ALL_REMAINING,
        cleared = ContextServiceDefinition.TRANSACTION)
@ManagedExecutorDefinition(
        name = "java:module/concurrent/readers",
        context = "java:module/concurrent/everything",
        maxAsync = 4)
public class Readers {

    @Resource(lookup = "java:module/concurrent/readers")
    private ManagedExecutorService readers;

    @Inject
    private Catalogue catalogue;

    public CompletionStage<List<String>> titles() {
        return readers.supplyAsync(() -> {
            try {
                return catalogue.titles();
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
    }
}
