package io.leasewatch.cli;

import io.leasewatch.cli.server.PoolLine;
import io.leasewatch.cli.server.ServerAnswers.Summary;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes a stress run as text for people, line by line.
 *
 * <p>Thread-safe: requests complete on several threads.
 */
final class StressText implements StressListener {

    private static final int BAR = 30;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final String base;
    private final StressPlan plan;
    private final boolean progress;

    /** @param progress whether to draw a progress bar, which needs a terminal that can overwrite a line */
    StressText(PrintWriter out, String base, StressPlan plan, boolean progress) {
        this.out = out;
        this.base = base;
        this.plan = plan;
        this.progress = progress;
    }

    @Override
    public synchronized void started(Summary status, List<PoolLine> pools) {
        out.println(FigureText.status(base, status));
        FigureText.pools(pools).forEach(line -> out.println("  " + line));
        out.println();
        out.println(plan.requests() + " concurrent requests to " + plan.endpoint() + " per wave");
        out.println(line("wave", "ok", "p50", "p95", "p99", "max", "in use", "waiting", "fullest pool"));
        out.flush();
    }

    @Override
    public synchronized void progressed(int wave, int done) {
        int filled = BAR * done / plan.requests();
        overwrite("wave " + wave + "/" + plan.waves() + " [" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] "
                + done + "/" + plan.requests());
    }

    @Override
    public synchronized void settling(int wave) {
        overwrite("wave " + wave + "/" + plan.waves() + " is waiting for its connections");
    }

    @Override
    public synchronized void finished(Wave wave) {
        overwrite("");
        Latencies latencies = wave.requests().latencyMillis();
        PoolLine fullest = wave.pools().stream()
                .max(Comparator.comparingDouble(PoolLine::utilization))
                .orElseThrow();
        out.println(line(
                wave.number() + "/" + plan.waves(),
                wave.requests().succeeded() + "/" + wave.requests().sent(),
                FigureText.millis(latencies.p50()),
                FigureText.millis(latencies.p95()),
                FigureText.millis(latencies.p99()),
                FigureText.millis(latencies.max()),
                wave.inUse() == null ? "?" : String.valueOf(wave.inUse()),
                String.valueOf(wave.pools().stream().mapToInt(PoolLine::waiting).sum()),
                fullest.utilization() == 0 ? "-" : FigureText.percent(fullest.utilization()) + " " + fullest.pool()));
        out.flush();
    }

    synchronized void verdict(StressReport report) {
        Requests total = report.total();
        Latencies latencies = total.latencyMillis();
        out.println();
        out.printf(
                Locale.ROOT,
                "%d of %d requests succeeded (%.1f%%); p50 %s, p95 %s, p99 %s, max %s%n",
                total.succeeded(),
                total.sent(),
                100 - total.failedPercent(),
                FigureText.millis(latencies.p50()),
                FigureText.millis(latencies.p95()),
                FigureText.millis(latencies.p99()),
                FigureText.millis(latencies.max()));
        if (total.failed() > 0) {
            out.println("failed: "
                    + total.failures().entrySet().stream()
                            .map((Map.Entry<String, Integer> why) -> why.getValue() + " x " + why.getKey())
                            .collect(Collectors.joining(", "))
                    + (report.tooManyFailures()
                            ? ", more than --max-failures " + FigureText.number(plan.maxFailures()) + " %"
                            : ""));
        }
        out.println(report.verdict().words());
        report.verdict()
                .sites()
                .forEach(site -> out.println(
                        "  " + site.count() + " x " + site.site() + ", " + site.pool() + " (" + site.kind() + ")"));
        out.flush();
    }

    private void overwrite(String text) {
        if (progress) {
            out.print(CLEAR_LINE + text);
            out.flush();
        }
    }

    private static String line(String... cells) {
        return String.format(Locale.ROOT, "%7s  %9s  %9s  %9s  %9s  %9s  %6s  %7s  %s", (Object[]) cells);
    }
}
