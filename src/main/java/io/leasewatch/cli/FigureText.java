package io.leasewatch.cli;

import io.leasewatch.cli.server.PoolLine;
import io.leasewatch.cli.server.ServerAnswers.Summary;
import java.util.List;
import java.util.Locale;

/** Formats figures for people, in ASCII only, because a terminal may support nothing else. */
final class FigureText {

    private FigureText() {}

    static String millis(double millis) {
        return millis < 10
                ? String.format(Locale.ROOT, "%.1f ms", millis)
                : String.format(Locale.ROOT, "%,.0f ms", millis).replace(',', ' ');
    }

    /** A number, without a fraction if it is whole. */
    static String number(double number) {
        return String.format(Locale.ROOT, number == Math.rint(number) ? "%.0f" : "%.1f", number);
    }

    static String percent(double percent) {
        return String.format(Locale.ROOT, "%.0f%%", percent);
    }

    static String age(double seconds) {
        long whole = (long) seconds;
        if (whole < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole / 60 % 60);
    }

    static String status(String base, Summary summary) {
        return base + " is " + summary.status() + ": " + summary.active() + " in use, " + summary.waiting()
                + " waiting, fullest pool at " + percent(summary.utilization() * 100);
    }

    static List<String> pools(List<PoolLine> pools) {
        Table table = new Table("lrrrrr", "pool", "in use", "idle", "waiting", "max", "utilized");
        for (PoolLine pool : pools) {
            table.row(
                    pool.pool(),
                    String.valueOf(pool.inUse()),
                    String.valueOf(pool.idle()),
                    String.valueOf(pool.waiting()),
                    pool.max() == null ? "-" : String.valueOf(pool.max()),
                    pool.utilizationPercent() == null ? "-" : percent(pool.utilizationPercent()));
        }
        return table.lines();
    }
}
