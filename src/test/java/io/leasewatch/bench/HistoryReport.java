package io.leasewatch.bench;

import io.leasewatch.bench.Figures.Figure;
import io.leasewatch.bench.HistoryBenchmark.Store;
import io.leasewatch.bench.RulesBenchmark.Day;
import io.leasewatch.bench.SamplingBenchmark.Sampling;
import java.io.IOException;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/** Runs the benchmarks of what is remembered and what is made of readings, and writes their section of the page. */
public final class HistoryReport {

    private static final double MILLI = 1e6;
    private static final double MEGABYTE = 1 << 20;

    private final Figures figures = new Figures();

    private HistoryReport() {}

    public static void main(String[] arguments) throws RunnerException, IOException {
        HistoryReport report = new HistoryReport();
        report.figures.measure(HistoryBenchmark.class, SamplingBenchmark.class, RulesBenchmark.class);
        new PerformancePage(arguments[0])
                .write(PerformancePage.Part.HISTORY, PerformancePage.Part.HISTORY.heading() + report.text());
    }

    private String text() {
        StringBuilder rows = new StringBuilder();
        for (Store store : Store.values()) {
            Figure figure = figures.figure(store.name());
            rows.append(row(
                    "24 hours of 20 pools, 2,880 samples each, aggregated by the hour, from "
                            + (store == Store.H2 ? "H2" : "PostgreSQL"),
                    figure,
                    100));
        }
        rows.append(row("A sample of 50 pools", figures.figure(Sampling.TAKEN.name()), 20));
        rows.append(row("The same, written to the file as well", figures.figure(Sampling.WRITTEN.name()), 20));
        for (Day day : Day.values()) {
            rows.append(row(
                    RulesBenchmark.RULES + " alert rules on " + RulesBenchmark.POOLS + " readings"
                            + (day == Day.RULES_ON_A_BAD_DAY ? ", a tenth of them firing for every pool" : ""),
                    figures.figure(day.name()),
                    2));
        }
        return """

                Written by the same command with `-Dbench.report=io.leasewatch.bench.HistoryReport`. *MB* is everything that an answer allocates in this
                JVM, which is more than it needs at any moment.

                | what | wanted | ms | MB, of 64 | met |
                |---|---:|---:|---:|---|
                """ + rows;
    }

    private static String row(String what, Figure figure, int wanted) {
        double millis = figure.nanos() / MILLI;
        double megabytes = figure.bytes() / MEGABYTE;
        return String.format(
                Locale.ROOT,
                "| %s | under %d ms | %.2f | %.1f | %s |%n",
                what,
                wanted,
                millis,
                megabytes,
                PerformancePage.reached(millis < wanted && megabytes < 64));
    }
}
