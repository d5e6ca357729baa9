package io.leasewatch.bench;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.leasewatch.it.Chromium;
import io.leasewatch.it.CrowdedServer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/** Measures what a dashboard with much on it costs the browser and the server, and writes its section of the page. */
public final class DashboardReport {

    private static final String VIEWER = "viewer:viewer";
    private static final int LEASES = CrowdedServer.POOLS.size() * CrowdedServer.LEASES_EACH;
    private static final int REQUESTS_PER_SECOND = 50;
    private static final int MANY = 20;
    private static final int ROUNDS = 4;
    private static final int MOST_OF_THE_BROWSER = 30;
    private static final int MOST_OF_THE_SERVER = 5;

    /** How long the browser is watched; the server is for an eighth of it with each number of viewers, in each round. */
    private static final Duration MEASURING = Duration.ofSeconds(Integer.getInteger("bench.seconds", 60));

    private final StringBuilder text = new StringBuilder();
    private double load;
    private double alone = Double.MAX_VALUE;
    private double one = Double.MAX_VALUE;
    private double many = Double.MAX_VALUE;
    private double bytes;
    private double crowded;
    private double idle;

    private DashboardReport() {}

    public static void main(String[] arguments) throws Exception {
        DashboardReport report = new DashboardReport();
        report.measure();
        report.write();
        new PerformancePage(arguments[0])
                .write(PerformancePage.Part.DASHBOARD, PerformancePage.Part.DASHBOARD.heading() + report.text);
    }

    private void measure() throws Exception {
        // Unlike the servers of the tests, with the second compiler; a thread of one that ended would take its time
        // with it.
        try (CrowdedServer server =
                CrowdedServer.start("bench-dashboard", "-Xms512m -Xmx512m -XX:-UseDynamicNumberOfCompilerThreads")) {
            server.fill();
            try (AutoCloseable traffic = server.traffic(REQUESTS_PER_SECOND)) {
                measureServer(server);
                crowded = browser(server, true, MEASURING);
            }
            server.empty();
            idle = browser(server, false, MEASURING.dividedBy(3));
        }
    }

    /** In turn, so that what the machine and the compilers do meanwhile meets each of them; the lowest counts. */
    private void measureServer(CrowdedServer server) throws Exception {
        look(server, MANY, MEASURING);
        load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        for (int round = 0; round < ROUNDS; round++) {
            alone = Math.min(alone, look(server, 0, MEASURING.dividedBy(8)));
            one = Math.min(one, look(server, 1, MEASURING.dividedBy(8)));
            many = Math.min(many, look(server, MANY, MEASURING.dividedBy(8)));
        }
    }

    private double look(CrowdedServer server, int count, Duration time) throws Exception {
        try (Viewers viewers = new Viewers(URI.create(server.url("/leasewatch/api/events")), VIEWER, count)) {
            // Each has its snapshot by then.
            Thread.sleep(2000);
            long before = viewers.bytes();
            long begin = System.nanoTime();
            double share = ProcessorTime.ofJvm(server.pid()).percent(time);
            if (count > 0) {
                bytes = 1e9 * (viewers.bytes() - before) / (System.nanoTime() - begin) / count;
            }
            return share;
        }
    }

    private static double browser(CrowdedServer server, boolean full, Duration time) throws InterruptedException {
        try (Chromium chromium = Chromium.start();
                Page page = chromium.page(VIEWER, 1440, ColorScheme.LIGHT)) {
            page.navigate(server.url("/leasewatch/?grouped=no"));
            page.locator("#live.on").waitFor();
            page.locator(".card").first().waitFor();
            if (full) {
                page.getByText("Show all").click();
            }
            Thread.sleep(time.toMillis() / 4);
            return ProcessorTime.ofTheBrowser().percent(time);
        }
    }

    private void write() {
        say(
                """

                Written by the same command with `-Dbench.report=io.leasewatch.bench.DashboardReport`. A server has %d pools (H2 in memory). An
                application holds %d of their connections, some of them leaked, and %d requests a second hold one more each for 150 ms.
                The page is updated once a second, in a window of 1440 × 1000, by a browser that draws without a graphics card; all
                processes of the browser count. Viewers of the server are plain streams in another process; the server's figures are the lowest of %d
                rounds, without its compilers. Shares are of one processor core. The machine has %d cores, and its load was %.1f.

                | process | situation | of a core | KB/s |
                |---|---|---:|---:|
                | browser | the full page, with a row for each lease | %.1f %% | |
                | browser | the same without open connections and requests | %.1f %% | |
                | server | no viewer | %.1f %% | |
                | server | one viewer | %.1f %% | %.1f |
                | server | %d viewers | %.1f %% | %.1f each |

                | target | wanted | measured | met |
                |---|---:|---:|---|""",
                CrowdedServer.POOLS.size(),
                LEASES,
                REQUESTS_PER_SECOND,
                ROUNDS,
                Runtime.getRuntime().availableProcessors(),
                load,
                crowded,
                idle,
                alone,
                one,
                bytes / 1000,
                MANY,
                many,
                bytes / 1000);
        target(
                "a browser that shows " + LEASES + " leases of " + CrowdedServer.POOLS.size() + " pools",
                crowded,
                MOST_OF_THE_BROWSER);
        target(MANY + " viewers cost the server", many - alone, MOST_OF_THE_SERVER);
        say("");
        say(
                "Each viewer costs the server %.2f %%, because events are encoded once for all viewers. Differences of a tenth are noise.",
                (many - alone) / MANY);
    }

    private void target(String what, double measured, int most) {
        say("| %s | under %d %% | %.1f %% | %s |", what, most, measured, PerformancePage.reached(measured < most));
    }

    private void say(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
