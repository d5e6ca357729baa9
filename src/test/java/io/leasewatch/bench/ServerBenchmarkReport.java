package io.leasewatch.bench;

import io.leasewatch.bench.ServerBenchmark.Best;
import io.leasewatch.bench.ServerBenchmarkCase.Watching;
import io.leasewatch.bench.ServerBenchmarkCase.Work;
import io.leasewatch.core.hooks.OpenLeaseFootprint;
import java.io.IOException;
import java.util.Locale;

/** The part of the report that is about servers. */
public final class ServerBenchmarkReport {

    private static final int LEASES = 1000;

    private final StringBuilder text = new StringBuilder();
    private final ServerBenchmark servers = new ServerBenchmark();

    private ServerBenchmarkReport() {}

    /** Measures, and answers a section of the document. */
    private static String section() throws IOException {
        ServerBenchmarkReport report = new ServerBenchmarkReport();
        report.servers.measure();
        report.introduction();
        report.loops();
        report.requests();
        report.targets(OpenLeaseFootprint.bytes(LEASES) / LEASES);
        return report.text.toString();
    }

    /** Writes this section of the page it is given. */
    public static void main(String[] arguments) throws IOException {
        new PerformancePage(arguments[0]).write(PerformancePage.Part.SERVER, section());
    }

    private void introduction() {
        say(PerformancePage.Part.SERVER.heading() + """

                Six servers with the same features, data sources (H2 in memory) and application run at once and are measured in turn, %d rounds;
                each has 512 MB and both compilers. A figure is the lowest of the rounds. *Without hooks* means that the agent is in
                jvm.options and no monitor is deployed; *with hooks* and *wrapper* have a monitor. The application does not share the
                library of Leasewatch, so its leases have no request.

                The loop runs inside one request, or in eight at once. Its time is processor time, which other work on the machine does not
                change; it includes neither waiting nor the garbage collector. A data source is *shareable* by default: then the
                server keeps the managed connection for the request, and only handles are taken and closed. With an *unshareable* data source, each
                connection is taken from the pool and returned.
                """, servers.rounds());
    }

    private void loops() {
        for (Work work : Work.values()) {
            say("| %s | threads | ns | over no agent | bytes | over no agent |", work.title);
            say("|---|---:|---:|---:|---:|---:|");
            for (Watching watching : Watching.values()) {
                for (int threads : ServerBenchmark.THREADS) {
                    Best best = servers.loop(work, watching, threads);
                    Best bare = servers.loop(work, Watching.NOTHING, threads);
                    say(
                            "| %s | %d | %.0f | %.0f | %.0f | %.0f |",
                            watching.title,
                            threads,
                            best.nanos(),
                            best.nanos() - bare.nanos(),
                            best.more(),
                            best.more() - bare.more());
                }
            }
            say("");
        }
    }

    private void requests() {
        if (!servers.hasRequests()) {
            say("This machine has no `wrk`, so requests from outside were not measured.");
            return;
        }
        say("""
                A request to a servlet takes a shareable connection, queries one row and closes it. `wrk` sends requests as fast as they are answered, over one
                connection or eight, on the same machine. The table has the highest rate of the rounds, and the lowest processor time per request of
                the whole server, including its compilers and its garbage collector.

                | servlet request | connections | requests/s | of no agent | processor, µs | of no agent |
                |---|---:|---:|---:|---:|---:|""");
        for (Watching watching : Watching.values()) {
            for (int threads : ServerBenchmark.THREADS) {
                Best best = servers.request(watching, threads);
                Best bare = servers.request(Watching.NOTHING, threads);
                say(
                        "| %s | %d | %.0f | %.1f %% | %.1f | %.1f %% |",
                        watching.title,
                        threads,
                        1e9 / best.nanos(),
                        100 * bare.nanos() / best.nanos(),
                        best.more() / 1000,
                        100 * best.more() / bare.more());
            }
        }
    }

    private void targets(long openBytes) {
        say("""

                | target, agent with hooks, capture `off` | threads | measured | reached |
                |---|---:|---:|---|""");
        for (Work work : new Work[] {Work.TAKE_SHARED, Work.TAKE_UNSHARED}) {
            for (int threads : ServerBenchmark.THREADS) {
                double added = servers.loop(work, Watching.AGENT_OFF, threads).nanos()
                        - servers.loop(work, Watching.NOTHING, threads).nanos();
                target("a connection costs at most 300 ns more; " + work.title, threads, "%.0f ns", added, 300);
            }
        }
        if (servers.hasRequests()) {
            for (int threads : ServerBenchmark.THREADS) {
                rate(threads);
            }
        }
        for (Work work : new Work[] {Work.TAKE_SHARED, Work.TAKE_UNSHARED}) {
            double added = servers.loop(work, Watching.AGENT_OFF, 1).more()
                    - servers.loop(work, Watching.NOTHING, 1).more();
            target("at most 250 bytes are allocated for a lease; " + work.title, 1, "%.0f bytes", added, 250);
        }
        say(
                "| an open lease takes at most 400 bytes | – | %d bytes | %s |",
                openBytes, openBytes <= 400 ? "yes" : "**no**");
        say("""

                Servers differ by some tens of nanoseconds because of their compilers, so a difference of that size between
                two rows is not significant.
                """);
        if (servers.hasRequests()) {
            double added = servers.loop(Work.TAKE_UNSHARED, Watching.AGENT_OFF, 8)
                            .nanos()
                    - servers.loop(Work.TAKE_UNSHARED, Watching.NOTHING, 8).nanos();
            say("""
                    If the request rate of the agent without hooks, which does almost nothing, differs by more than 2 %%, the rate cannot show a
                    loss of 2 %%. Instead: the agent adds to an unshareable connection %.1f %% of the processor time of
                    a request, with eight at once.
                    """, 100 * added / servers.request(Watching.NOTHING, 8).more());
        }
        say("""
                JOL measures an open lease with everything that the registry and its handle reference: the
                lease, its entry in the registry, its request, its data about the managed connection, and the last statement except
                the text of the SQL, which belongs to the application. The figure is the difference between %,d leases and one, all with the same pool,
                operation and line; `OpenLeaseFootprintTest` checks the limit.""", LEASES);
    }

    /** A difference that is smaller than that between servers which do the same is no answer. */
    private void rate(int threads) {
        double bare = servers.request(Watching.NOTHING, threads).nanos();
        double lost =
                100 * (1 - bare / servers.request(Watching.AGENT_OFF, threads).nanos());
        double noise = 100
                * Math.abs(1
                        - bare / servers.request(Watching.AGENT_ALONE, threads).nanos());
        if (noise > 2) {
            say(
                    "| at most 2 %% of the request rate is lost | %d | %.1f %%, but %.1f %% without hooks | **cannot be told** |",
                    threads, lost, noise);
        } else {
            target("at most 2 % of the request rate is lost", threads, "%.1f %%", lost, 2);
        }
    }

    private void target(String name, int threads, String format, double measured, double most) {
        String figure = String.format(Locale.ROOT, format, measured);
        say("| " + name.replace("%", "%%") + " | %d | %s | %s |", threads, figure, measured <= most ? "yes" : "**no**");
    }

    private void say(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
