package io.leasewatch.monitor.incident;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.monitor.incident.Incident.Hurt;
import io.leasewatch.monitor.incident.Incident.Line;
import io.leasewatch.monitor.incident.Incident.Step;
import io.leasewatch.monitor.judgement.Judgement;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An incident that goes on. Not thread-safe. Its lists are bounded. */
final class OpenIncident {

    private static final int MOST_STEPS = 100;
    private static final int MOST_LINES = 50;
    private static final int MOST_LEASES = 10_000;

    private final String id;
    private final Instant openedAt;
    private final long timeoutsBefore;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Set<Long> leases = new HashSet<>();
    private final List<Step> timeline = new ArrayList<>();
    private Judgement worst;
    private Judgement latest;
    private List<Hurt> hurt = List.of();
    private int peakInUse;
    private @Nullable Integer maxCount;
    private long timeouts;
    private Instant lastProblemAt;

    OpenIncident(String id, Judgement first, long timeoutsBefore) {
        this.id = id;
        this.openedAt = first.since() == null ? first.at() : first.since();
        this.timeoutsBefore = timeoutsBefore;
        this.worst = first;
        this.latest = first;
        this.lastProblemAt = first.at();
        note(new Step(openedAt, "Opened: " + first.sentence()));
    }

    String pool() {
        return worst.subject();
    }

    /** Whether there was no problem for so long. */
    boolean isQuietFor(Duration time, Instant now) {
        return !now.isBefore(lastProblemAt.plus(time));
    }

    /** Records a judgement with a problem. Returns whether that changed more than the time. */
    boolean add(Judgement judgement, Optional<PoolReading> reading) {
        boolean first = judgement == worst;
        boolean worse = judgement.state().compareTo(worst.state()) > 0;
        boolean other = judgement.cause() != latest.cause();
        if (worse) {
            note(new Step(judgement.at(), "Became " + judgement.state().word() + ": " + judgement.sentence()));
        } else if (other) {
            note(new Step(judgement.at(), "Changed: " + judgement.sentence()));
        }
        // The last words of a state are the best: a leak that grows says how many connections it has.
        if (judgement.state().compareTo(worst.state()) >= 0) {
            worst = judgement;
        }
        latest = judgement;
        lastProblemAt = judgement.at();
        return reading.map(this::add).orElse(false) || first || worse || other;
    }

    private boolean add(PoolReading reading) {
        int peak = Math.max(peakInUse, reading.inUseCount());
        long timedOut = Math.max(timeouts, reading.timeouts() - timeoutsBefore);
        boolean changed = peak != peakInUse || timedOut != timeouts;
        peakInUse = peak;
        timeouts = timedOut;
        maxCount = reading.maxCount();
        return changed;
    }

    /** Counts the line of a leak, once for each lease. */
    boolean add(Leak leak) {
        Lease lease = leak.lease();
        String line = lease.site().toString();
        if (leases.size() >= MOST_LEASES || (lines.size() >= MOST_LINES && !lines.containsKey(line))) {
            return false;
        }
        if (!leases.add(lease.id())) {
            return false;
        }
        lines.merge(line, 1, Integer::sum);
        return true;
    }

    boolean add(List<Hurt> now) {
        boolean changed = !now.equals(hurt);
        hurt = now;
        return changed;
    }

    void note(Step step) {
        if (timeline.size() < MOST_STEPS) {
            timeline.add(step);
        }
    }

    Incident now() {
        return with(null, "");
    }

    Incident ended(Instant at, String how) {
        timeline.add(new Step(at, "Ended: " + how));
        return with(at, how);
    }

    private Incident with(@Nullable Instant endedAt, String ending) {
        return new Incident(
                id,
                pool(),
                worst.state().word(),
                worst.cause().word(),
                worst.sentence(),
                endedAt == null,
                openedAt,
                endedAt,
                ending,
                lines.entrySet().stream()
                        .map(line -> new Line(line.getKey(), line.getValue()))
                        .sorted(Comparator.comparingInt(Line::leaks).reversed().thenComparing(Line::site))
                        .toList(),
                hurt,
                peakInUse,
                maxCount,
                timeouts,
                worst.next(),
                timeline);
    }
}
