package io.leasewatch.monitor.diagnosis;

import io.leasewatch.monitor.advice.Forecast;
import io.leasewatch.monitor.advice.PoolAdvice;
import io.leasewatch.monitor.advice.SizeAdvice;
import io.leasewatch.monitor.advice.Verdict;
import io.leasewatch.monitor.database.DatabaseState;
import io.leasewatch.monitor.database.DatabaseStatus;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.spi.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes a list of what to do of what is known, the worst first. Not thread-safe. */
final class Recommendations {

    /** Nobody does more than that at once. */
    static final int MOST = 50;

    private static final int MANY_LEAKS = 6;
    private static final int ERRORS_NAMED = 3;

    private final List<Recommendation> all = new ArrayList<>();

    void ofDatabases(List<DatabaseStatus> databases) {
        databases.stream()
                .filter(database -> database.state() == DatabaseState.DOWN)
                .forEach(database -> add(
                        Severity.CRITICAL,
                        database.name(),
                        "Bring " + database.name() + " back: what needs it fails.",
                        List.of(database.toString())));
    }

    /** One for each line of code: that is what has to be changed. */
    void ofLeaks(List<Leak> open) {
        Map<String, List<Leak>> byLine = open.stream()
                .collect(Collectors.groupingBy(
                        leak -> leak.lease().site() + " from "
                                + leak.lease().pool().name(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        byLine.forEach((line, leaks) -> {
            Leak last = leaks.get(0);
            add(
                    leaks.size() >= MANY_LEAKS ? Severity.CRITICAL : Severity.WARNING,
                    last.lease().pool().name(),
                    "Have what is taken at " + line + " closed, in a try-with-resources statement.",
                    List.of(leaks.size() + " of these connections leaked and are out; the last is " + last.kind() + ": "
                            + last.evidence() + "."));
        });
    }

    void ofPools(List<PoolAdvice> pools) {
        for (PoolAdvice pool : pools) {
            ofForecast(pool.pool(), pool.forecast());
            Verdict verdict = pool.verdict();
            if (verdict.cause() != Verdict.Cause.NOTHING && verdict.cause() != Verdict.Cause.UNKNOWN) {
                add(Severity.WARNING, pool.pool(), verdict.sentence(), verdict.evidence());
            }
            ofSize(pool.pool(), pool.size());
        }
    }

    private void ofForecast(String pool, Forecast forecast) {
        Duration end = forecast.exhaustedIn();
        if (end != null) {
            add(
                    Severity.ERROR,
                    pool,
                    "Find out what keeps the leases of " + pool + " before it is used up.",
                    List.of(String.format(
                            Locale.ROOT,
                            "%d leases stay out, and %.1f more each hour: it is used up in about %d minutes.",
                            forecast.suspects(),
                            forecast.perHour(),
                            Math.max(1, end.toMinutes()))));
        }
    }

    private void ofSize(String pool, SizeAdvice size) {
        boolean raise = size.direction() == SizeAdvice.Direction.RAISE;
        if (raise || size.direction() == SizeAdvice.Direction.LOWER) {
            add(
                    raise ? Severity.WARNING : Severity.INFO,
                    pool,
                    (raise ? "Raise" : "Lower") + " the maximum of " + pool + " from " + size.max() + " to "
                            + size.recommended() + ".",
                    size.sentences());
        }
    }

    void ofServices(List<ServiceHealth> services, List<ErrorPattern> patterns) {
        for (ServiceHealth service : services) {
            if (service.state() == ServiceHealth.State.FAILING) {
                List<String> reasons = new ArrayList<>(service.reasons());
                patterns.stream()
                        .filter(pattern -> pattern.service().equals(service.service()))
                        .limit(ERRORS_NAMED)
                        .forEach(pattern -> reasons.add(pattern.count() + " times " + pattern));
                add(
                        Severity.ERROR,
                        service.service(),
                        "Look why the work of " + service.service() + " fails.",
                        reasons);
            }
        }
    }

    private void add(Severity severity, String about, String advice, List<String> reasons) {
        all.add(new Recommendation(severity, about, advice, reasons));
    }

    /** The worst first, and what is about the same together. */
    List<Recommendation> worstFirst() {
        return all.stream()
                .sorted(Comparator.comparing(Recommendation::severity, Comparator.reverseOrder())
                        .thenComparing(Recommendation::about))
                .limit(MOST)
                .toList();
    }
}
