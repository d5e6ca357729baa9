package io.leasewatch.bench;

import io.leasewatch.Leasewatch;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.request.RequestLog;
import io.leasewatch.monitor.Lane;
import io.leasewatch.monitor.Monitor;
import io.leasewatch.monitor.MonitorHost;
import io.leasewatch.monitor.config.FakeConfig;
import io.leasewatch.monitor.config.Settings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** The part of the report that is about applications with a pool for each tenant: a tenth of the pools is busy. */
public final class ManyPoolsReport {

    private static final int[] POOLS = {1, 300, 2000};
    private static final int LEAKS = 20;
    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final Duration MEASURING = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<DataSource> watched = new ArrayList<>();
    private volatile int busy;

    private ManyPoolsReport() {}

    /** Writes this section of the page it is given. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new PerformancePage(arguments[0]).write(PerformancePage.Part.MANY_POOLS, new ManyPoolsReport().section());
    }

    private String section() throws IOException, InterruptedException {
        Path history = Files.createTempDirectory("many-pools");
        StringBuilder text = new StringBuilder(PerformancePage.Part.MANY_POOLS.heading() + """

                An application with a pool for each tenant, watched by `Leasewatch.watch`, in one JVM with the monitor and its history.
                A tenth of the pools is busy: each lends a connection about ten times a second. *Processor* is the time of all threads but the
                application's, as a share of one core, with the garbage collector and without the compilers. *Heap* is what is live after a
                collection. *Found after* is the longest time from the end of a thread that left its connection open to the report,
                of %d leaks. From a separate run of `ManyPoolsReport`.

                | pools | processor | heap, MB | MB over one pool | found after, s |
                |---:|---:|---:|---:|---:|
                """.formatted(LEAKS));
        List<Measured> rows = new ArrayList<>();
        try (Monitor monitor = monitor(history)) {
            start(monitor);
            Thread load = daemon("load", this::load);
            for (int pools : POOLS) {
                rows.add(measure(monitor, pools, load));
            }
            busy = -1;
            load.join();
        }
        for (Measured row : rows) {
            text.append(row.line(rows.get(0).heapMegabytes()));
        }
        Measured most = rows.get(rows.size() - 1);
        return text.append(String.format(
                        Locale.ROOT,
                        "%nWith %d pools: under 5 %% of a core %s, a leak within a second %s, under 200 MB %s.%n",
                        most.pools(),
                        reached(most.percent() < 5),
                        reached(most.foundAfterSeconds() <= 1),
                        reached(most.heapMegabytes() < 200)))
                .toString();
    }

    private static String reached(boolean target) {
        return target ? "(reached)" : "(missed)";
    }

    private static Monitor monitor(Path history) {
        return new Monitor(
                LeaseRegistry.shared(),
                RequestLog.shared(),
                new Settings(new FakeConfig().with("leasewatch.history.directory", history.toString())),
                MonitorHost.PLAIN,
                InstantSource.system());
    }

    private static void start(Monitor monitor) {
        monitor.start();
        for (Lane lane : Lane.values()) {
            daemon(lane.threadName(), () -> monitor.run(lane));
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private Measured measure(Monitor monitor, int pools, Thread load) throws InterruptedException {
        while (watched.size() < pools) {
            watched.add(Leasewatch.watch(new StubDataSource(), "tenant-%04d".formatted(watched.size())));
        }
        busy = Math.max(1, pools / 10);
        Thread.sleep(SETTLING.toMillis());
        ProcessorTime jvm = ProcessorTime.ofJvm(ProcessHandle.current().pid());
        long before = threads.getThreadCpuTime(load.getId());
        double all = jvm.percent(MEASURING);
        double own = 100.0 * (threads.getThreadCpuTime(load.getId()) - before) / MEASURING.toNanos();
        double found = 0;
        for (int i = 0; i < LEAKS; i++) {
            found = Math.max(found, secondsToTheReport(monitor));
        }
        return new Measured(pools, Math.max(0, all - own), liveMegabytes(), found);
    }

    /** One thread is the whole application. */
    private void load() {
        while (busy >= 0) {
            for (int i = 0; i < busy; i++) {
                try (Connection connection = watched.get(i).getConnection()) {
                    connection.isClosed();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
            sleep(PAUSE);
        }
    }

    private double secondsToTheReport(Monitor monitor) throws InterruptedException {
        int before = monitor.leaks().ledger().open().size();
        List<Connection> kept = new ArrayList<>();
        Thread forgetful = new Thread(() -> {
            try {
                kept.add(watched.get(watched.size() - 1).getConnection());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        forgetful.start();
        forgetful.join();
        long ended = System.nanoTime();
        while (monitor.leaks().ledger().open().size() == before) {
            if (System.nanoTime() - ended > Duration.ofMinutes(1).toNanos()) {
                throw new IllegalStateException("A leak was not found within a minute.");
            }
            Thread.sleep(5);
        }
        double seconds = (System.nanoTime() - ended) / 1e9;
        closeAll(kept);
        return seconds;
    }

    private static void closeAll(List<Connection> connections) {
        for (Connection connection : connections) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static double liveMegabytes() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Measured(int pools, double percent, double heapMegabytes, double foundAfterSeconds) {

        String line(double heapOfOne) {
            return String.format(
                    Locale.ROOT,
                    "| %d | %.1f %% | %.0f | %.0f | %.2f |%n",
                    pools,
                    percent,
                    heapMegabytes,
                    heapMegabytes - heapOfOne,
                    foundAfterSeconds);
        }
    }
}
