package io.leasewatch.monitor.view;

import io.leasewatch.monitor.query.OtherStatements;
import io.leasewatch.monitor.query.SlowQueries;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Slow statements. {@code threshold} is in seconds. {@code count} counts all statements that match the query. While {@code
 * enabled} is false, nothing is recorded. {@code others} is the total of the statements beyond the capacity, over all pools.
 * {@code missed} counts slow executions that were not recorded because they came too fast.
 */
public record SlowQueriesView(
        boolean enabled, double threshold, int count, List<SlowQueryView> queries, OthersView others, long missed) {

    public static SlowQueriesView of(
            SlowQueries all, Predicate<String> pools, Comparator<SlowQueryView> order, int limit) {
        List<SlowQueryView> found = all.queries().stream()
                .filter(query -> pools.test(query.pool()))
                .map(SlowQueryView::of)
                .sorted(order)
                .toList();
        return new SlowQueriesView(
                all.settings().enabled(),
                SlowQueryView.seconds(all.settings().threshold()),
                found.size(),
                found.stream().limit(limit).toList(),
                OthersView.of(all.others()),
                all.missed());
    }

    /** The total of the statements that are not listed individually. Times are in seconds. */
    public record OthersView(long count, double total, double max) {

        static OthersView of(OtherStatements others) {
            return new OthersView(
                    others.count(), SlowQueryView.seconds(others.total()), SlowQueryView.seconds(others.max()));
        }
    }
}
