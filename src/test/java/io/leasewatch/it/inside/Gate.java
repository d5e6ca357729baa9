package io.leasewatch.it.inside;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** What asynchronous requests wait for. */
public final class Gate {

    private static final AtomicInteger ARRIVED = new AtomicInteger();
    private static volatile CompletableFuture<String> opened = new CompletableFuture<>();

    private Gate() {}

    public static void shut() {
        opened = new CompletableFuture<>();
        ARRIVED.set(0);
    }

    public static void open() {
        opened.completeAsync(() -> "opened");
    }

    /** How many have come to the gate since it was shut. */
    public static int arrived() {
        return ARRIVED.get();
    }

    static CompletableFuture<String> opened() {
        ARRIVED.incrementAndGet();
        return opened;
    }
}
