package io.leasewatch.monitor.judgement;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.monitor.judgement.Judgement.Cause;
import io.leasewatch.monitor.judgement.Judgement.State;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.spi.PoolReading;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** The problem of a pool with open leaks: how many, at which line they were taken, and the evidence. */
final class LeakProblem {

    /** What work without a connection is called. */
    static final String TRACKED_WORK = "Tracked work";

    private LeakProblem() {}

    /** {@code inAll} is the number of leaks of all pools if that is critical, else zero. */
    static Problem of(PoolReading reading, List<Leak> leaks, int inAll, List<String> evidence) {
        Integer max = reading.maxCount();
        IntFunction<String> what = max == null
                ? LeakProblem::connections
                : count -> count + " of " + HumanText.count(max, "connection")
                        + (count == 1 ? " was taken" : " were taken");
        return of(reading.poolName(), leaks, what, inAll, reading.isFull(), evidence);
    }

    /** For tracked work that took no connection, or for a pool that has no reading any more. */
    static Problem of(String pool, List<Leak> leaks, int inAll) {
        return pool.isEmpty()
                ? of(
                        TRACKED_WORK,
                        leaks,
                        count -> HumanText.count(count, "operation") + (count == 1 ? " was started" : " were started"),
                        inAll,
                        false,
                        List.of())
                : of(pool, leaks, LeakProblem::connections, inAll, false, List.of());
    }

    private static String connections(int count) {
        return HumanText.count(count, "connection") + (count == 1 ? " was taken" : " were taken");
    }

    private static Problem of(
            String subject,
            List<Leak> leaks,
            IntFunction<String> what,
            int inAll,
            boolean full,
            List<String> evidence) {
        List<List<Leak>> groups = groups(leaks);
        List<Leak> worst = groups.get(0);
        Leak one = worst.get(0);
        String taken = what.apply(worst.size()) + " at " + place(one);
        String sentence = subject + (one.isCertain() ? " is leaking: " : " may be leaking: ") + taken + ", and "
                + why(worst) + "." + more(groups, true) + more(groups, false)
                + (inAll > leaks.size() ? " All pools together have " + inAll + " open leaks." : "");
        return new Problem(
                one.isCertain() ? Cause.LEAK : Cause.SUSPECTED_LEAK,
                inAll > 0 || full ? State.CRITICAL : State.WARNING,
                sentence,
                leaks.stream().map(Leak::detectedAt).min(Instant::compareTo).orElse(null),
                evidence,
                remedy(one));
    }

    /** Leaks grouped by place and kind, the worst first. Code that is only suspected is not blamed for leaks of other code. */
    private static List<List<Leak>> groups(List<Leak> leaks) {
        Map<String, List<Leak>> groups = leaks.stream()
                .collect(Collectors.groupingBy(
                        leak -> place(leak) + " " + leak.kind(), TreeMap::new, Collectors.toList()));
        return groups.values().stream()
                .sorted(Comparator.comparing(LeakProblem::isCertain)
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
