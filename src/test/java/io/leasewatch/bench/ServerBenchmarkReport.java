package io.leasewatch.bench;

import io.leasewatch.bench.ServerBenchmark.Best;
import io.leasewatch.bench.ServerBenchmarkCase.Watching;
import io.leasewatch.bench.ServerBenchmarkCase.Work;
import io.leasewatch.hooks.OpenLeaseFootprint;
import java.io.IOException;
import java.util.Locale;

/** The part of the report that is about servers. */
final class ServerBenchmarkReport {

    private static final int LEASES = 1000;

    private final StringBuilder text = new StringBuilder();
    private final ServerBenchmark servers = new ServerBenchmark();

    private ServerBenchmarkReport() {}

    /** Measures, and answers a section of the document. */
    static String section() throws IOException {
        ServerBenchmarkReport report = new ServerBenchmarkReport();
        report.servers.measure();
        report.loops();
        report.requests();
        report.targets();
        return report.text.toString();
    }

    private void loops() {
        for (int threads : ServerBenchmark.THREADS) {
            say("| %d threads | work | ns | over no agent | bytes | over no agent |".formatted(threads));
            say("|---|---|---:|---:|---:|---:|");
            for (Work work : Work.values()) {
                for (Watching watching : Watching.values()) {
                    Best best = servers.loop(work, watching, threads);
                    Best bare = servers.loop(work, Watching.NOTHING, threads);
                    say(
                            "| %s | %s | %.0f | %.0f | %.0f | %.0f |",
                            watching.title,
                            work.title,
                            best.nanos(),
                            best.nanos() - bare.nanos(),
                            best.more(),
                            best.more() - bare.more());
                }
            }
        }
    }

    private void requests() {
        if (!servers.hasRequests()) {
            return;
        }
        for (int threads : ServerBenchmark.THREADS) {
            for (Watching watching : Watching.values()) {
                Best best = servers.request(watching, threads);
                Best bare = servers.request(Watching.NOTHING, threads);
                say(
                        "| %s | %d | %.0f | %.3f | %.1f | %.3f",
                        watching.title,
                        threads,
                        1e9 / best.nanos(),
                        bare.nanos() / best.nanos(),
                        best.more() / 1000,
                        best.more() / bare.more());
            }
        }
    }

    private void targets() {
        say("open lease: %d bytes", OpenLeaseFootprint.bytes(LEASES) / LEASES);
    }

    private void say(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    public static void main(String[] arguments) throws IOException {
        System.out.println(section());
    }
}
