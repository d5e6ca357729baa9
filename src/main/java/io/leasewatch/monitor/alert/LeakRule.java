package io.leasewatch.monitor.alert;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.monitor.identity.KnownLeak;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.spi.Alert.Connection;
import io.leasewatch.spi.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Fires while a pool has open leaks: as a warning, or as critical if there are many. */
public final class LeakRule implements AlertRule {

    private static final int MOST_NAMED = 20;
    private static final int MOST_SITES = 3;

    private final LeakLedger ledger;
    private final Ticker ticker;
    private final Predicate<String> critical;
    private final Function<Leak, Optional<KnownLeak>> identities;

    /**
     * Creates the rule.
     *
     * @param ticker the ticker of the lease registry
     * @param critical whether the leaks of a pool, by its name, are critical
     * @param identities what is known of a leak over restarts and releases
     */
    public LeakRule(
            LeakLedger ledger,
            Ticker ticker,
            Predicate<String> critical,
            Function<Leak, Optional<KnownLeak>> identities) {
        this.ledger = ledger;
        this.ticker = ticker;
        this.critical = critical;
        this.identities = identities;
    }

    @Override
    public String name() {
        return "leaks";
    }

    @Override
    public List<Finding> evaluate(Set<String> firing) {
        Map<String, List<Leak>> byPool = new TreeMap<>();
        for (Leak leak : ledger.open()) {
            byPool.computeIfAbsent(leak.lease().pool().name(), pool -> new ArrayList<>())
                    .add(leak);
        }
        return byPool.entrySet().stream()
                .map(entry -> finding(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Finding finding(String pool, List<Leak> leaks) {
        int count = leaks.size();
        Severity severity = critical.test(pool) ? Severity.CRITICAL : Severity.WARNING;
        long now = ticker.nanos();
        List<Connection> connections = leaks.stream()
                .limit(MOST_NAMED)
                .map(leak -> connection(leak.lease(), now))
                .toList();
        Set<String> services = leaks.stream()
                .map(leak -> leak.lease().borrower().operation().service())
                .collect(Collectors.toSet());
        String service = services.size() == 1 ? services.iterator().next() : "";
        return new Finding(pool, service, severity, message(pool, leaks), count, connections);
    }

    private String message(String pool, List<Leak> leaks) {
        Map<Boolean, List<Leak>> byCertainty = leaks.stream().collect(Collectors.partitioningBy(Leak::isCertain));
        List<Leak> certain = byCertainty.getOrDefault(true, List.of());
        List<Leak> suspected = byCertainty.getOrDefault(false, List.of());
        String found = certain.isEmpty() ? "" : what(pool, certain) + " leaked: " + sites(certain);
        String maybe = suspected.isEmpty()
                ? ""
                : (certain.isEmpty() ? what(pool, suspected) : suspected.size() + " more") + " may have leaked: "
                        + sites(suspected);
        return found + (certain.isEmpty() || suspected.isEmpty() ? "" : ". ") + maybe + ".";
    }

    private static String what(String pool, List<Leak> leaks) {
        return pool.isEmpty()
                ? HumanText.count(leaks.size(), "tracked operation")
                : HumanText.count(leaks.size(), "connection") + " of " + pool;
    }

    private String sites(List<Leak> leaks) {
        Map<String, Long> bySite =
                leaks.stream().collect(Collectors.groupingBy(this::where, LinkedHashMap::new, Collectors.counting()));
        String top = bySite.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_SITES)
                .map(entry -> entry.getValue() + " taken at " + entry.getKey())
                .collect(Collectors.joining("; "));
        int others = bySite.size() - MOST_SITES;
        return top + (others > 0 ? "; and at " + HumanText.count(others, "other place") : "");
    }

    private String where(Leak leak) {
        Borrower borrower = leak.lease().borrower();
        String news = identities.apply(leak).map(KnownLeak::news).orElse("");
        return leak.lease().site()
                + (borrower == Borrower.UNKNOWN
                        ? ""
                        : " by " + borrower.operation().name() + " of "
                                + borrower.operation().service())
                + (news.isEmpty() ? "" : " (" + news + ")");
    }

    private static Connection connection(Lease lease, long now) {
        return new Connection(
                lease.id(),
                lease.borrower().operation().name(),
                lease.ageAt(now),
                lease.borrower().user(),
                lease.site().toString());
    }
}
