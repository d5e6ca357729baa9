package io.leasewatch.cli;

import io.leasewatch.cli.server.LeasewatchClient;
import io.leasewatch.core.time.Ticker;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Sends the requests of a wave concurrently. */
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
     * Blocks until every request was answered, failed or timed out.
     *
     * @param done run once per completed request, on any thread
     */
    List<RequestResult> wave(Runnable done) {
        List<CompletableFuture<RequestResult>> results =
                Stream.generate(() -> request(done)).limit(plan.requests()).toList();
        return results.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<RequestResult> request(Runnable done) {
        long sent = ticker.nanos();
        return server.request(plan.endpoint(), plan.withUser()).handle((status, failure) -> {
            RequestResult result = new RequestResult(
                    ticker.nanos() - sent, failure == null ? failure(status) : LeasewatchClient.words(failure));
            done.run();
            return result;
        });
    }

    private static String failure(int status) {
        return status >= 200 && status < 300 ? "" : "status " + status;
    }
}
