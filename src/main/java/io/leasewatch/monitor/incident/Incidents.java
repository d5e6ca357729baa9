package io.leasewatch.monitor.incident;

import io.leasewatch.monitor.incident.Incident.Step;
import io.leasewatch.monitor.judgement.Judge;
import io.leasewatch.monitor.judgement.Judgement;
import io.leasewatch.monitor.judgement.Judgement.Cause;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps the incidents. One begins when the judgement of a pool turns to warning or critical, unless its settings are the cause, and
 * ends when there was no problem for {@link #QUIET}.
 *
 * <p>Thread-safe. The open incidents and the last {@value #MOST_ENDED} ended ones are kept in memory; the listener may keep them for longer.
 */
public final class Incidents {

    /** A problem that returns within this time belongs to the same incident. */
    static final Duration QUIET = Duration.ofSeconds(10);

    private static final int MOST_ENDED = 100;

    private final Judge judge;
    private final LeakLedger ledger;
    private final PoolWatch pools;
    private final HurtOperations hurt;
    private final InstantSource clock;
    private final String run;
    private final Map<String, OpenIncident> open = new HashMap<>();
    private final Deque<Incident> ended = new ArrayDeque<>();
    private long last;
    private volatile Consumer<Incident> listener = incident -> {};

    public Incidents(Judge judge, LeakLedger ledger, PoolWatch pools, HurtOperations hurt, InstantSource clock) {
        this.judge = judge;
        this.ledger = ledger;
        this.pools = pools;
        this.hurt = hurt;
        this.clock = clock;
        this.run = Long.toString(clock.millis(), Character.MAX_RADIX) + "-";
    }

    /** Notifies {@code next} of every change of an incident from now on. */
    public void setListener(Consumer<Incident> next) {
        listener = next;
    }

    /** Brings the incidents up to date with the judgements. */
    public synchronized void update() {
        Instant now = clock.instant();
        judge.judgements().stream()
                .filter(judgement -> judgement.isProblem() && judgement.cause() != Cause.SETTINGS)
                .forEach(this::worsened);
        for (OpenIncident incident : List.copyOf(open.values())) {
            // Those who waited until the problem was over are counted after it.
            if (incident.add(hurt.of(incident.pool()))) {
                listener.accept(incident.now());
            }
            // While the monitor does not know, an incident neither goes on nor ends.
            boolean known = judge.judgement(incident.pool())
                    .filter(judgement -> judgement.state() == Judgement.State.UNKNOWN)
                    .isEmpty();
            if (known && incident.isQuietFor(QUIET, now)) {
                end(incident, "No problem was found any more.");
            }
        }
    }

    private void worsened(Judgement judgement) {
        Optional<PoolReading> reading = pools.reading(judgement.subject());
        OpenIncident incident = open.computeIfAbsent(judgement.subject(), pool -> {
            hurt.forget(pool);
            return new OpenIncident(
                    run + ++last, judgement, reading.map(PoolReading::timeouts).orElse(0L));
        });
        boolean changed = incident.add(judgement, reading);
        for (Leak leak : isLeak(judgement.cause()) ? ledger.open() : List.<Leak>of()) {
            if (leak.lease().pool().name().equals(judgement.subject())) {
                changed |= incident.add(leak);
            }
        }
        if (changed) {
            listener.accept(incident.now());
        }
    }

    private static boolean isLeak(Cause cause) {
        return cause == Cause.LEAK || cause == Cause.SUSPECTED_LEAK;
    }

    /** Adds something that was done to the open incident of a pool, if there is one. */
    public synchronized void note(String pool, String what) {
        OpenIncident incident = open.get(pool);
        if (incident != null) {
            incident.note(new Step(clock.instant(), what));
            listener.accept(incident.now());
        }
    }

    /** Ends all incidents, because the server stops. */
    public synchronized void close() {
        List.copyOf(open.values()).forEach(incident -> end(incident, "The server was stopped."));
    }

    private void end(OpenIncident incident, String how) {
        open.remove(incident.pool());
        Incident over = incident.ended(clock.instant(), how);
        ended.addFirst(over);
        if (ended.size() > MOST_ENDED) {
            ended.removeLast();
        }
        listener.accept(over);
    }

    /** The open incidents, then the ended ones; each the newest first. */
    public synchronized List<Incident> all() {
        List<Incident> all = new ArrayList<>();
        open.values().forEach(incident -> all.add(incident.now()));
        all.sort((one, other) -> other.openedAt().compareTo(one.openedAt()));
        all.addAll(ended);
        return all;
    }

    /** The incident with this id, if it is in memory. */
    public Optional<Incident> incident(String id) {
        return all().stream().filter(incident -> incident.id().equals(id)).findFirst();
    }
}
