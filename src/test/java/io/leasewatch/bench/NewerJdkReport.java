package io.leasewatch.bench;

import io.leasewatch.bench.AcquireBenchmark.Lender;
import io.leasewatch.bench.Figures.Figure;
import io.leasewatch.bench.StackBenchmark.Look;
import io.leasewatch.bench.StatementBenchmark.Executor;
import java.io.IOException;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/** Runs the benchmarks that compare captures and pools on the JDK of {@code JAVA25_HOME}, and writes their section of the page. */
public final class NewerJdkReport {

    private static final int[] DEPTHS = {10, 100};

    private final Figures figures;
    private final StringBuilder text = new StringBuilder(PerformancePage.Part.NEWER_JDK.heading());

    private NewerJdkReport(String home) {
        this.figures = new Figures(home + "/bin/java");
    }

    public static void main(String[] arguments) throws RunnerException, IOException {
        String home = System.getenv("JAVA25_HOME");
        if (home == null) {
            throw new IllegalStateException("JAVA25_HOME must be the folder of a JDK 25, was not set");
        }
        NewerJdkReport report = new NewerJdkReport(home);
        report.figures.measure(AcquireBenchmark.class, StackBenchmark.class, StatementBenchmark.class);
        report.table();
        report.targets();
        new PerformancePage(arguments[0]).write(PerformancePage.Part.NEWER_JDK, report.text.toString());
    }

    private void table() {
        say("""

                The same as the first section, in a separate run.

                | | frames | ns | over bare | bytes |
                |---|---:|---:|---:|---:|""");
        for (Lender lender : Lender.values()) {
            for (int depth : DEPTHS) {
                Figure figure = figures.figure(lender.name() + depth);
                say(
                        "| `%s` | %d | %.0f | %.0f | %.0f |",
                        word(lender), depth, figure.nanos(), over(lender, depth), figure.bytes());
            }
        }
        for (Look look : Look.values()) {
            for (int depth : DEPTHS) {
                Figure figure = figures.figure(look.name() + depth);
                say(
                        "| `%s` | %d | %.0f | %.0f | %.0f |",
                        word(look), depth, figure.nanos(), over(look, depth), figure.bytes());
            }
        }
    }

    private void targets() {
        double hikari = over(Lender.HIKARI_DETECTING, 100);
        double statement = figures.figure(Executor.WATCHED_STATEMENT.name()).nanos()
                - figures.figure(Executor.BARE_STATEMENT.name()).nanos();
        say(
                """

                At 100 frames `off` adds %.0f ns (250 wanted); HikariCP with leak detection adds %.1f times what `sampled` adds (30) and %.1f
                times what `site` adds (5); `full` adds %.2f times a `Throwable` (1.2). A statement costs %.0f ns (50).""",
                over(Lender.WATCHED_OFF, 100),
                hikari / over(Lender.WATCHED_SAMPLED, 100),
                hikari / over(Lender.WATCHED_SITE, 100),
                over(Lender.WATCHED_FULL, 100) / over(Look.NEW_THROWABLE, 100),
                statement);
    }

    private double over(Enum<?> what, int depth) {
        return figures.figure(what.name() + depth).nanos()
                - figures.figure(Lender.BARE.name() + depth).nanos();
    }

    private static String word(Enum<?> what) {
        return what.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void say(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
