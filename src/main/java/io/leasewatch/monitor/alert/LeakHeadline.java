package io.leasewatch.monitor.alert;

import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** The headline of a pool with open leaks: how many, at which line they were taken, and the evidence. */
final class LeakHeadline {

    private LeakHeadline() {}

    static Headline of(PoolReading reading, List<Leak> leaks, String next, int critical) {
        Integer max = reading.maxCount();
        IntFunction<String> what = max == null
                ? count -> Headlines.count(count, "connection was taken", "connections were taken")
                : count -> count + " of " + Headlines.count(max, "connection", "connections")
                        + (count == 1 ? " was taken" : " were taken");
        return of(reading.poolName(), leaks, what, next, critical);
    }

    /** For tracked work that took no connection, or for a pool that has no reading any more. */
    static Headline of(String pool, List<Leak> leaks, int critical) {
        return pool.isEmpty()
                ? of(
                        "Tracked work",
                        leaks,
                        count -> Headlines.count(count, "operation was started", "operations were started"),
                        "",
                        critical)
                : of(
                        pool,
                        leaks,
                        count -> Headlines.count(count, "connection was taken", "connections were taken"),
                        "",
                        critical);
    }

    private static Headline of(String subject, List<Leak> leaks, IntFunction<String> what, String next, int critical) {
        List<List<Leak>> groups = groups(leaks);
        List<Leak> worst = groups.get(0);
        Leak one = worst.get(0);
        String taken = what.apply(worst.size()) + " at " + place(one);
        String sentence = subject + (one.isCertain() ? " is leaking: " : " may be leaking: ") + taken + ", and "
                + why(worst) + "." + more(groups, true) + more(groups, false);
        return new Headline(
                subject,
                leaks.size() >= critical ? Severity.CRITICAL : Severity.WARNING,
                sentence,
                leaks.stream().map(Leak::detectedAt).min(Instant::compareTo).orElse(null),
                next,
                remedy(one));
    }

    /** Leaks grouped by place and kind, the worst first. Code that is only suspected is not blamed for leaks of other code. */
    private static List<List<Leak>> groups(List<Leak> leaks) {
        Map<String, List<Leak>> groups = leaks.stream()
                .collect(Collectors.groupingBy(
                        leak -> place(leak) + " " + leak.kind(), TreeMap::new, Collectors.toList()));
        return groups.values().stream()
                .sorted(Comparator.comparing(LeakHeadline::isCertain)
                        .thenComparing(List::size)
                        .reversed())
                .toList();
    }

    /** All leaks of a group are of one kind, and the kind decides. */
    private static boolean isCertain(List<Leak> group) {
        return group.get(0).isCertain();
    }

    /** The leaks of the other groups: the certain ones, or the suspected ones. */
    private static String more(List<List<Leak>> groups, boolean certain) {
        int count = groups.stream()
                .skip(1)
                .filter(group -> isCertain(group) == certain)
                .mapToInt(List::size)
                .sum();
        if (count == 0) {
            return "";
        }
        String suspicion = (count == 1 ? "has" : "have") + " been held for longer than allowed";
        return " " + count + " more " + (certain ? "leaked" : suspicion) + ".";
    }

    private static String remedy(Leak leak) {
        if (!leak.isCertain()) {
            return "Check " + leak.lease().site()
                    + ". If the long hold is intended, set @TrackConnections(maxHold) or leasewatch.leak.overrides.";
        }
        return "Fix " + leak.lease().site() + ". To free connections now, reclaim them.";
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
            case "collected" -> "no code references " + (one ? "it" : "them") + " any more";
            default -> (one ? "it has" : "they have") + " been held for longer than allowed";
        };
    }
}
