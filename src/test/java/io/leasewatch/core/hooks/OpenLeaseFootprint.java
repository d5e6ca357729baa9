package io.leasewatch.core.hooks;

import io.leasewatch.core.hooks.ServerFixture.Keeper;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.openjdk.jol.info.GraphLayout;

/**
 * What open leases weigh that the agent saw taken: everything that can be reached from the registry, and from what their handles
 * keep. Each is of a request with an id of its own, on a managed connection of its own, and has executed a statement; all are of one
 * operation, one pool, one line and one thread that is gone, which are counted with them.
 */
public final class OpenLeaseFootprint {

    private OpenLeaseFootprint() {}

    /** The bytes of {@code leases} open leases, without those of a registry that has only had one. */
    public static long bytes(int leases) {
        return bytesOfAll(leases) - bytesOfAll(1);
    }

    private static long bytesOfAll(int leases) {
        ServerFixture server = new ServerFixture();
        FutureTask<Open> taking = new FutureTask<>(() -> take(server, leases));
        new Thread(taking).start();
        try {
            Open open = taking.get();
            // The holder refers to its thread weakly; until that is collected, the whole heap can be reached through
            // it.
            Awaitility.await().until(() -> {
                System.gc();
                return open.holder.thread() == null;
            });
            return GraphLayout.parseInstance(server.leases.registry, open.kept).totalSize();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Open take(ServerFixture server, int leases) {
        Operation operation = new Operation("shop", "GET /orders/{id}");
        List<@Nullable Object> kept = Stream.generate(() -> {
                    ThreadContext.current().enter(new Scope(Borrower.of(operation, "", null)));
                    Keeper handle = server.take();
                    server.execute(handle, "select 1", () -> {});
                    return handle.get();
                })
                .limit(leases)
                .toList();
        return new Open(ThreadContext.current(), kept.toArray());
    }

    private record Open(ThreadContext holder, @Nullable Object[] kept) {}
}
