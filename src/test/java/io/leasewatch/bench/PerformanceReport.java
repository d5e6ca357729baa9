package io.leasewatch.bench;

import com.sun.management.OperatingSystemMXBean;
import io.leasewatch.bench.AcquireBenchmark.Lender;
import io.leasewatch.bench.CallerBenchmark.Caller;
import io.leasewatch.bench.Figures.Figure;
import io.leasewatch.bench.StackBenchmark.Look;
import io.leasewatch.bench.StatementBenchmark.Executor;
import io.leasewatch.bench.SweepBenchmark.Sweep;
import io.leasewatch.core.hooks.OpenLeaseFootprint;
import io.leasewatch.core.lease.HistoryFootprint;
import io.leasewatch.core.site.CaptureMode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/** Runs every benchmark that needs no server once and writes what came out, with the targets beside it, to the page it is given. */
public final class PerformanceReport {

    private static final int[] DEPTHS = {10, 100};
    private static final int[] CROWDS = {100_000, 1_000_000};

    private final Figures figures = new Figures();
    private final StringBuilder text = new StringBuilder();

    private PerformanceReport() {}

    public static void main(String[] arguments) throws RunnerException, IOException {
        PerformanceReport report = new PerformanceReport();
        report.measure();
        report.write();
        new PerformancePage(arguments[0]).write(PerformancePage.Part.FIRST, report.text.toString());
    }

    private void measure() throws RunnerException {
        figures.measure(
                AcquireBenchmark.class,
                CallerBenchmark.class,
                HoldersBenchmark.class,
                StackBenchmark.class,
                TrackBenchmark.class,
                StatementBenchmark.class,
                TimesBenchmark.class,
                RefusalBenchmark.class,
                SweepBenchmark.class,
                ThreadsBenchmark.class);
    }

    private void write() {
        machine();
        table();
        targets(HistoryFootprint.bytes(1000), OpenLeaseFootprint.bytes(1000) / 1000);
    }

    private void machine() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        say(
                """
                # What watching costs

                `mvn -B -Pbench -DskipTests package` writes this page and takes about a quarter of an hour. Sections that name a report come from a separate
                run of the same command with `-Dbench.report=io.leasewatch.bench.` and the name: `HistoryReport`, `DashboardReport`, `ManyPoolsReport`, `NewerJdkReport` and
                `InstalledReport`. All other figures come from one run, so their ratios are more reliable than the absolute values.

                - Machine: %d cores, %d GB of memory, %s
                - JVM: %s %s
                - JMH 1.37: 2 forks, each 3 warm-up iterations of a second and 25 measured ones of 200 ms. A figure is the lowest of the 50,
                  because other work on the machine can only make it higher. Bytes are from the GC profiler, per operation.

                A connection is taken at a stack depth of 10 and 100 frames and closed, from a driver that does nothing. Every frame is a separate
                method and not inlined; about twenty frames of the harness are below them. *Over bare* is the difference to the bare data source at
                the same depth, whose time is that of the calls down to it and back.
                """,
                system.getAvailableProcessors(),
                Math.round(system.getTotalMemorySize() / (double) (1 << 30)),
                System.getProperty("os.arch"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.version"));
    }

    private void table() {
        say("""
                | | frames | ns | over bare | bytes |
                |---|---:|---:|---:|---:|""");
        row("bare data source", Lender.BARE);
        row("watched, capture `off`", Lender.WATCHED_OFF);
        row("watched, capture `sampled`, 1 in 128", Lender.WATCHED_SAMPLED);
        row("watched, capture `site`", Lender.WATCHED_SITE);
        row("watched, capture `full`", Lender.WATCHED_FULL);
        row("watched, capture `off`, caller woven", Caller.WOVEN_OFF);
        row("watched, capture `site`, caller woven", Caller.WOVEN_SITE);
        row("watched, capture `full`, caller woven", Caller.WOVEN_FULL);
        row("HikariCP 6.3.0", Lender.HIKARI);
        row("HikariCP 6.3.0, `leakDetectionThreshold` set", Lender.HIKARI_DETECTING);
        row("Agroal 2.8, `leakTimeout` set, `enhancedLeakReport`", Lender.AGROAL_DETECTING);
        row("Tomcat JDBC 11.0.10, `removeAbandoned`, `logAbandoned`", Lender.TOMCAT_DETECTING);
        row("Commons DBCP 2.13.0, `removeAbandonedOnMaintenance`, `logAbandoned`", Lender.DBCP_DETECTING);
        row("one-frame walk", Look.WALK_ONE_FRAME);
        row("one-frame walk, with its line", Look.WALK_ONE_LINE);
        row("`new Throwable()`", Look.NEW_THROWABLE);
        for (CaptureMode capture : CaptureMode.values()) {
            Figure call = figure(capture.name());
            say(
                    "| empty `@TrackConnections` method, capture `%s` | – | %.0f | – | %.0f |",
                    capture.name().toLowerCase(Locale.ROOT), call.nanos(), call.bytes());
        }
        say("""

                The one-frame walk is `WALKER.walk(Stream::findFirst)` on a `StackWalker.getInstance(RETAIN_CLASS_REFERENCE)` that is made
                once; with its line, `StackFrame.toStackTraceElement()` follows. A `site` skips four frames of the library and
                has class, method, file and line. The tracked method is called through the interceptor with a hand-made invocation context,
                a new one for each call; a container adds its own cost. A woven caller is a class of an application that the agent has
                changed: it records its own line, and the stack is not walked.
                """);
    }

    private void row(String name, Enum<?> what) {
        for (int depth : DEPTHS) {
            Figure figure = figure(what.name() + depth);
            say(
                    "| %s | %d | %.0f | %.0f | %.0f |",
                    name, depth, figure.nanos(), figure.nanos() - bare(depth).nanos(), figure.bytes());
        }
    }

    private void targets(long historyBytes, long openBytes) {
        say("""
                ## Targets

                | target | frames | measured | reached |
                |---|---:|---:|---|""");
        for (int depth : DEPTHS) {
            target("capture `off` adds at most 250 ns", depth, over(Lender.WATCHED_OFF, depth), 250, "%.0f ns");
        }
        for (int depth : DEPTHS) {
            double bytes = figure(Lender.WATCHED_OFF.name() + depth).bytes()
                    - bare(depth).bytes();
            target("capture `off` adds at most 300 bytes", depth, bytes, 300, "%.0f bytes");
        }
        for (int depth : DEPTHS) {
            double walks = over(Lender.WATCHED_SITE, depth) / over(Look.WALK_ONE_FRAME, depth);
            target("capture `site` adds at most 1.5 one-frame walks", depth, walks, 1.5, "%.2f walks");
        }
        for (int depth : DEPTHS) {
            double told = figure(Caller.WOVEN_SITE.name() + depth).nanos()
                    - figure(Caller.WOVEN_OFF.name() + depth).nanos();
            target("the site of a woven caller costs at most 100 ns", depth, told, 100, "%.0f ns");
        }
        cheaper("sampled", Lender.WATCHED_SAMPLED, 30);
        cheaper("site", Lender.WATCHED_SITE, 5);
        for (int depth : DEPTHS) {
            double throwable = over(Look.NEW_THROWABLE, depth);
            String name = "capture `full` adds at most 1.2 times `new Throwable()`";
            target(name, depth, over(Lender.WATCHED_FULL, depth) / throwable, 1.2, "%.2f times");
            double woven = figure(Caller.WOVEN_FULL.name() + depth).nanos()
                    - bare(depth).nanos();
            target(name + ", caller woven", depth, woven / throwable, 1.2, "%.2f times");
        }
        double statement = figure(Executor.WATCHED_STATEMENT.name()).nanos()
                - figure(Executor.BARE_STATEMENT.name()).nanos();
        say(
                "| an executed statement costs at most 50 ns | – | %.0f ns | %s |",
                statement, PerformancePage.reached(statement <= 50));
        double timed = figure(Executor.WATCHED_STATEMENT_FOR_SLOWNESS.name()).nanos()
                - figure(Executor.WATCHED_STATEMENT.name()).nanos();
        say(
                "| detecting slow statements costs a fast statement at most 5 ns | – | %.0f ns | %s |",
                timed, PerformancePage.reached(timed <= 5));
        double times = figure("waitAndHold").nanos();
        say(
                "| timing the wait and the hold of a lease costs at most 50 ns | – | %.0f ns | %s |",
                times, PerformancePage.reached(times <= 50));
        double refused = figure("refusedByTheBreaker").nanos() / 1e6;
        say(
                "| while its database is down, a pool with a breaker rejects an acquisition in less than 5 ms | – | %.3f ms | %s |",
                refused, PerformancePage.reached(refused < 5));
        for (Sweep sweep : Sweep.values()) {
            for (int crowd : CROWDS) {
                sweep(sweep, crowd);
            }
        }
        double leases = figure("leasesOfEightThreads").nanos()
                / figure("leasesOfOneThread").nanos();
        double machine = figure("leasesOfEightThreadsApart").nanos()
                / figure("leasesOfOneThread").nanos();
        say(
                "| 8 threads take 1.8 times the leases of one thread, or 95 %% of eight threads with separate registries (%.2f times) | – | %.2f times | %s |",
                machine, leases, PerformancePage.reached(leases >= Math.min(1.8, 0.95 * machine)));
        say(
                "| 1000 closed leases in the history take at most 100 KB (102,400 bytes) | – | %,d bytes | %s |",
                historyBytes, PerformancePage.reached(historyBytes <= 102_400));
        say(
                "| an open lease takes at most 400 bytes | – | %d bytes | %s |",
                openBytes, PerformancePage.reached(openBytes <= 400));
        double look = figure(HoldersBenchmark.HOLDERS).nanos() / 1e6;
        say(
                "| a snapshot of the holders of a pool of %s connections takes at most 10 ms | 100 | %.1f ms | %s |",
                HoldersBenchmark.HOLDERS, look, PerformancePage.reached(look <= 10));
        say(
                """

                JOL measures the history with everything that it references: 1000 leases of 1000 requests, each with its own
                id, all with the same operation, pool, line and thread, which are counted once. A request with a trace needs 72
                bytes more for the trace id; the name of a user is a string of the server. `LeaseHistoryFootprintTest` checks the limit.
                An open lease is measured with its entry in the registry, its request, its data about the managed connection, and its last statement except
                the text of the SQL, which belongs to the application, as the difference between 1,000 leases and one, all of the same pool,
                operation and line; `OpenLeaseFootprintTest` checks the limit.

                At 100 frames HikariCP with leak detection adds as much as %.1f one-frame walks, which is the most that a walk can save.
                HikariCP creates a `Throwable`, which costs more the deeper the stack is, and keeps all of it. At 10
                frames a `Throwable` costs %.1f walks.""",
                over(Lender.HIKARI_DETECTING, 100) / over(Look.WALK_ONE_FRAME, 100),
                over(Look.NEW_THROWABLE, 10) / over(Look.WALK_ONE_FRAME, 10));
    }

    private void cheaper(String capture, Lender watched, double least) {
        double times = over(Lender.HIKARI_DETECTING, 100) / over(watched, 100);
        say(
                "| capture `%s` is at least %.0f times cheaper than HikariCP with leak detection | 100 | %.1f times | %s |",
                capture, least, times, PerformancePage.reached(times >= least));
    }

    private void sweep(Sweep sweep, int crowd) {
        Figure figure = figure(sweep.name() + crowd);
        double millis = figure.nanos() / 1e6;
        boolean reached = millis <= crowd / 10_000.0 && figure.bytes() / crowd < 0.1;
        say(
                "| a %s at %,d open leases takes at most %d ms and allocates nothing per lease | – | %.1f ms, %.0f bytes | %s |",
                sweep.name().toLowerCase(Locale.ROOT),
                crowd,
                crowd / 10_000,
                millis,
                figure.bytes(),
                PerformancePage.reached(reached));
    }

    private void target(String name, int depth, double measured, double most, String format) {
        String figure = String.format(Locale.ROOT, format, measured);
        say("| %s | %d | %s | %s |", name, depth, figure, PerformancePage.reached(measured <= most));
    }

    private double over(Enum<?> what, int depth) {
        return figure(what.name() + depth).nanos() - bare(depth).nanos();
    }

    private Figure bare(int depth) {
        return figure(Lender.BARE.name() + depth);
    }

    private Figure figure(String name) {
        return figures.figure(name);
    }

    private void say(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
