package io.leasewatch.cli;

import io.leasewatch.cli.server.LeasewatchClient;
import io.leasewatch.core.time.Ticker;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Sends a wave: all its requests at once. */
final class WaveSender {

    private final LeasewatchClient server;
    private final StressPlan plan;
    private final Ticker ticker;

    WaveSender(LeasewatchClient server, StressPlan plan, Ticker ticker) {
        this.server = server;
        this.plan = plan;
        this.ticker = ticker;
    }

    /**
     * Comes back when every request is answered, has failed, or has timed out.
     *
     * @param over run once for each request that is over, on any thread
     */
    List<RequestResult> wave(Runnable over) {
        List<CompletableFuture<RequestResult>> shots =
                Stream.generate(() -> shot(over)).limit(plan.requests()).toList();
        return shots.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<RequestResult> shot(Runnable over) {
        long sent = ticker.nanos();
        return server.hit(plan.endpoint(), plan.withUser()).handle((status, failure) -> {
            RequestResult shot = new RequestResult(
                    ticker.nanos() - sent, failure == null ? failure(status) : LeasewatchClient.words(failure));
            over.run();
            return shot;
        });
    }

    private static String failure(int status) {
        return status >= 200 && status < 300 ? "" : "status " + status;
    }
}
