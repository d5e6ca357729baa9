package io.leasewatch.cli;

import io.leasewatch.cli.server.PoolLine;
import io.leasewatch.cli.server.ServerAnswers.Judgement;
import io.leasewatch.cli.server.ServerAnswers.Leak;
import io.leasewatch.cli.server.ServerAnswers.Lease;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Formats what {@code top} shows. */
final class TopScreen {

    private final String base;
    private final int rows;

    /** @param rows the maximum number of leases, and of leaks, to show */
    TopScreen(String base, int rows) {
        this.base = base;
        this.rows = rows;
    }

    List<String> lines(TopSnapshot snapshot) {
        List<String> lines = new ArrayList<>();
        lines.add(FigureText.status(base, snapshot.summary()));
        snapshot.problems().forEach(problem -> lines.addAll(problem(problem)));
        lines.add("");
        lines.addAll(
                FigureText.pools(snapshot.pools().stream().map(PoolLine::of).toList()));
        lines.add("");
        lines.addAll(holders(snapshot.holders()));
        lines.add("");
        lines.addAll(leaks(snapshot.leaks(), snapshot.openLeaks()));
        return lines;
    }

    /** The sentence of the judgement, and below it what to do. */
    private static List<String> problem(Judgement problem) {
        List<String> lines = new ArrayList<>(List.of("", problem.state() + ": " + problem.sentence()));
        problem.next().forEach(step -> lines.add("  " + step));
        return lines;
    }

    private List<String> holders(List<Lease> holders) {
        if (holders.isEmpty()) {
            return List.of("No watched connection is in use.");
        }
        Table table = new Table("rrllllll", "lease", "age", "", "pool", "activity", "line", "operation", "user");
        holders.stream()
                .limit(rows)
                .forEach(lease -> table.row(
                        String.valueOf(lease.id()),
                        FigureText.age(lease.age()),
                        lease.leaked() ? "LEAKED" : "",
                        lease.pool(),
                        orDash(lease.activity()),
                        lease.site().label(),
                        (lease.service() + " " + lease.endpoint()).strip(),
                        lease.userId()));
        return withTheRest(table, holders.size());
    }

    private List<String> leaks(List<Leak> leaks, int open) {
        if (open == 0) {
            return List.of("No leak is open.");
        }
        Table table = new Table("rlll", "age", "leak", "pool", "line");
        leaks.stream()
                .limit(rows)
                .forEach(leak -> table.row(FigureText.age(leak.lease().age()), leak.kind(), leak.pool(), leak.site()));
        return withTheRest(table, open);
    }

    private List<String> withTheRest(Table table, int all) {
        List<String> lines = new ArrayList<>(table.lines());
        if (all > rows) {
            lines.add("... and " + (all - rows) + " more");
        }
        return lines;
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "-" : text;
    }
}
