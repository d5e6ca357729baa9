package io.leasewatch.alert;

import io.leasewatch.leak.Leak;
import io.leasewatch.pool.PoolReading;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** What is said first of a pool with open leaks: how many, where they were taken, and how that is known. */
final class LeakHeadline {

    private LeakHeadline() {}

    static Headline of(PoolReading reading, List<Leak> leaks, String next, int critical) {
        Integer max = reading.maxCount();
        IntFunction<String> what = max == null
                ? count -> Headlines.count(count, "connection", "connections")
                : count -> count + " of " + Headlines.count(max, "connection", "connections");
        return of(reading.poolName(), leaks, what, next, critical);
    }

    /** Of tracked work that took no connection, or of a pool that is not read any more. */
    static Headline of(String pool, List<Leak> leaks, int critical) {
        return pool.isEmpty()
                ? of("Tracked work", leaks, count -> Headlines.count(count, "piece", "pieces"), "", critical)
                : of(pool, leaks, count -> Headlines.count(count, "connection", "connections"), "", critical);
    }

    private static Headline of(String subject, List<Leak> leaks, IntFunction<String> what, String next, int critical) {
        Map<String, List<Leak>> byPlace =
                leaks.stream().collect(Collectors.groupingBy(LeakHeadline::place, TreeMap::new, Collectors.toList()));
        List<Leak> most = byPlace.values().stream()
                .max(Comparator.comparingInt(List::size))
                .orElse(leaks);
        boolean certain = leaks.stream().anyMatch(Leak::isCertain);
        int others = leaks.size() - most.size();
        String sentence = subject + (certain ? " is leaking: " : " may be leaking: ") + what.apply(most.size())
                + (most.size() == 1 ? " was" : " were") + " taken at " + place(most.get(0)) + ", and " + why(most) + "."
                + (others == 0 ? "" : " " + others + " more leaked elsewhere.");
        return new Headline(
                subject,
                leaks.size() >= critical ? Severity.CRITICAL : Severity.WARNING,
                sentence,
                leaks.stream().map(Leak::detectedAt).min(Instant::compareTo).orElse(null),
                next,
                remedy(most.get(0), certain));
    }

    private static String remedy(Leak leak, boolean certain) {
        if (!certain) {
            return "Look at " + leak.lease().site()
                    + "; if it is meant to take so long, @TrackConnections(maxHold) or leasewatch.leak.overrides says so.";
        }
        return "Mend " + leak.lease().site() + "; until then the leaked connections can be reclaimed.";
    }

    private static String place(Leak leak) {
        return leak.lease().site() + " by "
                + leak.lease().borrower().operation().name();
    }

    private static String why(List<Leak> leaks) {
        boolean one = leaks.size() == 1;
        String their = one ? "its " : "their ";
        return switch (leaks.get(0).kind()) {
            case "thread_ended" -> their + (one ? "thread has ended" : "threads have ended");
            case "outlived_request" -> their + (one ? "request is over" : "requests are over");
            case "outlived_transaction" -> their + (one ? "transaction is over" : "transactions are over");
            case "outlived_operation" -> their + (one ? "operation is over" : "operations are over");
            case "collected" -> "nobody can reach " + (one ? "it" : "them") + " any more";
            default -> (one ? "it has" : "they have") + " been held for longer than allowed";
        };
    }
}
