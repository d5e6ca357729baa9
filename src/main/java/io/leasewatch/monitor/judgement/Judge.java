package io.leasewatch.monitor.judgement;

import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.work.ServerPoolSettings;
import io.leasewatch.monitor.advice.Advisor;
import io.leasewatch.monitor.advice.Forecast;
import io.leasewatch.monitor.advice.LeakForecast;
import io.leasewatch.monitor.advice.PoolAdvice;
import io.leasewatch.monitor.advice.Verdict;
import io.leasewatch.monitor.database.DatabaseStatus;
import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.judgement.Judgement.Cause;
import io.leasewatch.monitor.judgement.Judgement.Outlook;
import io.leasewatch.monitor.judgement.Judgement.State;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.PoolSettingsProblem;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.monitor.pool.UnaccountedText;
import io.leasewatch.monitor.pool.WaitersText;
import io.leasewatch.spi.PoolReading;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is wrong with each pool, once a second. The API, the dashboard, health, alerts and recommendations all say what is decided
 * here.
 *
 * <p>Thread-safe: one thread at a time calls {@link #judge}; everything else reads volatile fields.
 */
public final class Judge {

    private static final Comparator<Judgement> WORST_FIRST = Comparator.comparing(Judgement::state)
            .thenComparing(judgement -> judgement.leaks() + judgement.stranded())
            .reversed()
            .thenComparing(Judgement::subject);

    private final LeaseRegistry registry;
    private final LeakLedger ledger;
    private final PoolWatch pools;
    private final Databases databases;
    private final Advisor advisor;
    private final IntSupplier criticalLeaks;
    private final Supplier<@Nullable String> unknown;
    private final InstantSource clock;

    /** When the present problem of each subject was first seen. */
    private final Map<String, Begun> begun = new HashMap<>();

    private volatile List<Judgement> judgements = List.of();
    private volatile Map<String, Judgement> bySubject = Map.of();

    /**
     * Creates a judge that has not judged anything.
     *
     * @param criticalLeaks how many leaks, of one pool or of the server, are critical
     * @param unknown why the state is unknown, {@code null} if it is known
     */
    public Judge(
            LeaseRegistry registry,
            LeakLedger ledger,
            PoolWatch pools,
            Databases databases,
            Advisor advisor,
            IntSupplier criticalLeaks,
            Supplier<@Nullable String> unknown,
            InstantSource clock) {
        this.registry = registry;
        this.ledger = ledger;
        this.pools = pools;
        this.databases = databases;
        this.advisor = advisor;
        this.criticalLeaks = criticalLeaks;
        this.unknown = unknown;
        this.clock = clock;
    }

    /** The last judgements, the worst first: one for each pool, and one for each database and kind of work that has a problem but no pool. */
    public List<Judgement> judgements() {
        return judgements;
    }

    /** The last judgement of a pool. */
    public Optional<Judgement> judgement(String pool) {
        return Optional.ofNullable(bySubject.get(pool));
    }

    /** The advice on each pool, as it is while these judgements hold: no size is advised for a pool that leaks. */
    public List<PoolAdvice> advice() {
        return advisor.advice().stream()
                .map(advice -> advice.leaking(
                        judgement(advice.pool()).map(Judgement::leaks).orElse(0)))
                .toList();
    }

    /** Whether a pool is in a critical state because of its leaks. */
    public boolean isCriticalLeak(String pool) {
        return judgement(pool)
                .filter(judgement -> judgement.cause() == Cause.LEAK || judgement.cause() == Cause.SUSPECTED_LEAK)
                .filter(judgement -> judgement.state() == State.CRITICAL)
                .isPresent();
    }

    /** Judges every pool. */
    public void judge() {
        List<Leak> open = ledger.open();
        Map<String, List<Leak>> leaks = open.stream()
                .collect(Collectors.groupingBy(leak -> leak.lease().pool().name(), TreeMap::new, Collectors.toList()));
        Map<String, PoolAdvice> advice =
                advisor.advice().stream().collect(Collectors.toMap(PoolAdvice::pool, one -> one, (a, b) -> a));
        Map<String, DatabaseStatus> guarded = databases.statuses().stream()
                .collect(Collectors.toMap(DatabaseStatus::name, one -> one, (a, b) -> a, TreeMap::new));
        Map<String, Pool> watched = registry.pools();
        int many = open.size() >= criticalLeaks.getAsInt() ? open.size() : 0;
        List<Judgement> all = new ArrayList<>();
        for (PoolReading reading : pools.readings()) {
            String pool = reading.poolName();
            all.add(of(new Facts(
                    reading,
                    Optional.ofNullable(leaks.remove(pool)).orElse(List.of()),
                    Optional.ofNullable(advice.get(pool)),
                    Optional.ofNullable(guarded.remove(pool)),
                    settings(watched.get(pool)),
                    many)));
        }
        leaks.forEach((pool, leaked) -> all.add(withoutReading(pool, leaked, many)));
        guarded.values()
                .forEach(status -> DatabaseProblem.of(status, false)
                        .ifPresent(
                                problem -> all.add(judged(status.name(), problem, Outlook.NOTHING, List.of(), 0, 0))));
        Map<String, Judgement> now = new HashMap<>();
        all.forEach(judgement -> now.put(judgement.subject(), judgement));
        begun.keySet().retainAll(now.keySet());
        bySubject = now;
        judgements = all.stream().sorted(WORST_FIRST).toList();
    }

    private static @Nullable ServerPoolSettings settings(@Nullable Pool pool) {
        return pool == null ? null : pool.serverSettings();
    }

    private Judgement of(Facts facts) {
        Problem problem = problem(facts);
        PoolReading reading = facts.reading;
        if (problem == null) {
            begun.remove(reading.poolName());
            return new Judgement(
                    reading.poolName(),
                    State.OK,
                    Cause.NOTHING,
                    "No problem was found in " + reading.poolName() + ".",
                    clock.instant(),
                    null,
                    facts.evidence(),
                    Outlook.NOTHING,
                    List.of(),
                    0,
                    0,
                    0,
                    0);
        }
        return judged(
                reading.poolName(),
                problem,
                outlook(facts, problem),
                facts.leaks,
                reading.stranded(),
                reading.unexplained());
    }

    private Judgement withoutReading(String pool, List<Leak> leaks, int many) {
        Problem problem = LeakProblem.of(pool, leaks, many);
        return judged(pool.isEmpty() ? LeakProblem.TRACKED_WORK : pool, problem, Outlook.NOTHING, leaks, 0, 0);
    }

    private Judgement judged(
            String subject, Problem problem, Outlook outlook, List<Leak> leaks, int stranded, int unexplained) {
        int certain = (int) leaks.stream().filter(Leak::isCertain).count();
        return new Judgement(
                subject,
                problem.state(),
                problem.cause(),
                problem.sentence(),
                clock.instant(),
                problem.since() == null ? since(subject, problem.cause()) : problem.since(),
                problem.evidence(),
                outlook,
                problem.remedy().isEmpty() ? List.of() : List.of(problem.remedy()),
                certain,
                leaks.size() - certain,
                stranded,
                unexplained);
    }

    private Instant since(String subject, Cause cause) {
        Begun before = begun.get(subject);
        if (before != null && before.cause == cause) {
            return before.at;
        }
        Instant now = clock.instant();
        begun.put(subject, new Begun(cause, now));
        return now;
    }

    /** The most important problem of a pool, {@code null} if there is none. */
    private @Nullable Problem problem(Facts facts) {
        PoolReading reading = facts.reading;
        String reason = registry.enabled() ? unknown.get() : "Watching is switched off (leasewatch.enabled is false).";
        if (reason != null) {
            Cause cause = registry.enabled() ? Cause.NOT_HEARD_FROM : Cause.SWITCHED_OFF;
            return new Problem(cause, State.UNKNOWN, reason, null, List.of(), "");
        }
        boolean inNeed = !facts.leaks.isEmpty() || reading.isFull() || reading.waiting() > 0;
        Problem database = facts.database
                .flatMap(status -> DatabaseProblem.of(status, inNeed))
                .orElse(null);
        if (database != null && database.state() == State.CRITICAL) {
            return database;
        }
        if (facts.hasCertainLeaks() || (!facts.leaks.isEmpty() && reading.stranded() == 0)) {
            return LeakProblem.of(reading, facts.leaks, facts.manyLeaks, facts.evidence());
        }
        if (reading.stranded() > 0) {
            return StrandedProblem.of(
                    reading, pools.stranded(reading.poolName()), criticalLeaks.getAsInt(), facts.evidence());
        }
        Problem load = LoadProblem.of(reading, pools.settings().warning(), facts.verdict());
        if (load != null) {
            return load;
        }
        if (reading.unexplained() > 0) {
            return new Problem(
                    Cause.UNEXPLAINED,
                    State.WARNING,
                    UnaccountedText.unexplained(reading),
                    null,
                    facts.evidence(),
                    "See docs/troubleshooting.md.");
        }
        return database == null
                ? SettingsProblem.of(PoolSettingsProblem.of(reading.poolName(), facts.settings))
                : database;
    }

    private Outlook outlook(Facts facts, Problem problem) {
        PoolReading reading = facts.reading;
        if (problem.state() == State.UNKNOWN) {
            return Outlook.NOTHING;
        }
        if (reading.isFull()) {
            return Outlook.of("No connection is left"
                    + (reading.waiting() > 0 ? ", and " + WaitersText.of(reading.waiting()) + "." : "."));
        }
        Integer max = reading.maxCount();
        if (facts.hasCertainLeaks() && max != null) {
            return OutlookText.of(leakForecast(facts.leaks, max - reading.inUseCount()));
        }
        Forecast trend = facts.advice.map(PoolAdvice::forecast).orElse(null);
        return trend == null ? Outlook.NOTHING : OutlookText.of(trend);
    }

    private LeakForecast leakForecast(List<Leak> leaks, int room) {
        long now = registry.ticker().nanos();
        return LeakForecast.of(
                leaks.stream()
                        .filter(Leak::isCertain)
                        .mapToDouble(leak -> leak.lease().ageAt(now).toNanos() / 1e9)
                        .toArray(),
                room);
    }

    /** What is known of a pool; {@code manyLeaks} is the number of leaks of all pools if that is critical, else zero. */
    private record Facts(
            PoolReading reading,
            List<Leak> leaks,
            Optional<PoolAdvice> advice,
            Optional<DatabaseStatus> database,
            @Nullable ServerPoolSettings settings,
            int manyLeaks) {

        boolean hasCertainLeaks() {
            return certain() > 0;
        }

        @Nullable
        Verdict verdict() {
            return advice.map(PoolAdvice::verdict).orElse(null);
        }

        List<String> evidence() {
            return Stream.concat(
                            leaks.isEmpty()
                                    ? Stream.of()
                                    : Stream.of(HumanText.count(certain(), "certain leak") + ", "
                                            + HumanText.count(leaks.size() - certain(), "suspected leak") + "."),
                            advice.stream().flatMap(some -> some.verdict().evidence().stream()))
                    .toList();
        }

        private int certain() {
            return (int) leaks.stream().filter(Leak::isCertain).count();
        }
    }

    private record Begun(Cause cause, Instant at) {}
}
