package io.leasewatch.monitor.diagnosis;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.monitor.advice.PoolAdvice;
import io.leasewatch.monitor.advice.SizeAdvice;
import io.leasewatch.monitor.advice.Verdict;
import io.leasewatch.monitor.database.DatabaseState;
import io.leasewatch.monitor.database.DatabaseStatus;
import io.leasewatch.monitor.judgement.Judgement;
import io.leasewatch.monitor.judgement.Judgement.Cause;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.UncommittedLine;
import io.leasewatch.spi.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Collects recommended actions, the most severe first. Not thread-safe. */
final class Recommendations {

    /** The maximum number of recommendations. */
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
                        "Restore the database of " + database.name() + ". Requests that need it fail.",
                        List.of(database.toString())));
    }

    /** One recommendation per line of code, because that is what has to be changed. */
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
                    "Close the connections taken at " + line + ", preferably with try-with-resources.",
                    List.of(HumanText.count(leaks.size(), "open leak") + "; the latest is " + last.kind() + ": "
                            + last.evidence() + "."));
        });
    }

    void ofUncommitted(List<UncommittedLine> lines) {
        lines.forEach(line -> add(
                Severity.WARNING,
                line.pool(),
                "Call commit or rollback before the close of the connections taken at " + line.takenAt() + ".",
                List.of(line.sentence(), line.consequence())));
    }

    void ofSettings(List<Judgement> judgements) {
        judgements.stream()
                .filter(judgement -> judgement.cause() == Cause.SETTINGS)
                .forEach(judgement -> add(
                        Severity.WARNING, judgement.subject(), judgement.next().get(0), List.of(judgement.sentence())));
    }

    void ofPools(List<PoolAdvice> pools) {
        for (PoolAdvice pool : pools) {
            Verdict verdict = pool.verdict();
            if (verdict.cause() != Verdict.Cause.NOTHING && verdict.cause() != Verdict.Cause.UNKNOWN) {
                add(Severity.WARNING, pool.pool(), verdict.sentence(), verdict.evidence());
            }
            ofSize(pool.pool(), pool.size());
        }
    }

    void ofForecasts(List<Judgement> judgements) {
        judgements.stream()
                .filter(judgement -> judgement.outlook().in() != null)
                .forEach(judgement -> add(
                        Severity.ERROR,
                        judgement.subject(),
                        "Find the leases of " + judgement.subject() + " that are not returned, before it is exhausted.",
                        List.of(judgement.outlook().words())));
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
                        .forEach(pattern -> reasons.add(HumanText.count(pattern.count(), "error") + ": " + pattern));
                add(
                        Severity.ERROR,
                        service.service(),
                        "Find out why the work of " + service.service() + " fails.",
                        reasons);
            }
        }
    }

    private void add(Severity severity, String about, String advice, List<String> reasons) {
        all.add(new Recommendation(severity, about, advice, reasons));
    }

    /** Sorted by severity, then by subject. */
    List<Recommendation> worstFirst() {
        return all.stream()
                .sorted(Comparator.comparing(Recommendation::severity, Comparator.reverseOrder())
                        .thenComparing(Recommendation::about))
                .limit(MOST)
                .toList();
    }
}
