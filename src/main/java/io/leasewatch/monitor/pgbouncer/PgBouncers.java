package io.leasewatch.monitor.pgbouncer;

import io.leasewatch.core.time.Ticker;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.PoolSource;
import io.leasewatch.spi.SummaryPart;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All PgBouncers that are configured, each with its watch.
 *
 * <p>Thread-safe; nobody who asks waits for a PgBouncer. What is not configured costs nothing, not even a driver that is loaded.
 */
public final class PgBouncers implements PoolSource, SummaryPart, AutoCloseable {

    private final Console.Opener opener;
    private final InstantSource clock;
    private final Ticker ticker;
    private @Nullable PgBouncerSettings applied;
    private boolean closed;

    private volatile List<Watched> watched = List.of();

    public PgBouncers(InstantSource clock, Ticker ticker) {
        this(JdbcConsole::open, clock, ticker);
    }

    PgBouncers(Console.Opener opener, InstantSource clock, Ticker ticker) {
        this.opener = opener;
        this.clock = clock;
        this.ticker = ticker;
    }

    /** Watches what is configured now. If that is anything else than before, it begins anew. */
    public synchronized void apply(PgBouncerSettings settings) {
        if (closed || settings.equals(applied)) {
            return;
        }
        stop();
        applied = settings;
        boolean several = settings.addresses().size() > 1;
        watched = settings.addresses().stream()
                .distinct()
                .map(address -> new Watched(
                        new PgBouncerWatch(address, settings, opener, clock, ticker),
                        new PoolNames("pgbouncer/" + (several ? address.name() + "/" : ""))))
                .toList();
        watched.forEach(one -> one.watch().start());
    }

    /** How each of them is, in the order of the configuration. */
    public List<PgBouncerStatus> statuses() {
        return watched.stream().map(one -> one.watch().status()).toList();
    }

    /** How the one is that is worst off. */
    public PgBouncerState state() {
        return statuses().stream()
                .map(PgBouncerStatus::state)
                .max(Comparator.naturalOrder())
                .orElse(PgBouncerState.OFF);
    }

    /** What the one of that name said last; empty if it does not answer, or is not configured any more. */
    public Optional<PgBouncerSnapshot> answering(String name) {
        return statuses().stream()
                .filter(status -> status.name().equals(name) && status.state().isAnswering())
                .map(PgBouncerStatus::last)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** What those that answer said last. */
    public List<PgBouncerSnapshot> snapshots() {
        return statuses().stream()
                .filter(status -> status.state().isAnswering())
                .map(PgBouncerStatus::last)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public List<PoolReading> read() {
        List<PoolReading> readings = new ArrayList<>();
        for (Watched one : watched) {
            PgBouncerStatus status = one.watch().status();
            PgBouncerSnapshot last = status.last();
            if (last != null && status.state().isAnswering()) {
                readings.addAll(one.names().read(last));
            }
        }
        return readings;
    }

    @Override
    public Subject subject() {
        return Subject.PGBOUNCER;
    }

    /** Those that are not as they should be; of the others their pools speak. */
    @Override
    public String text() {
        return statuses().stream()
                .filter(status -> status.state() != PgBouncerState.UP)
                .map(status ->
                        "PgBouncer " + status.name() + " " + status.state().word())
                .collect(Collectors.joining(", "));
    }

    /** Stops watching for good. Connections that wait for an answer are ended. */
    @Override
    public synchronized void close() {
        closed = true;
        stop();
    }

    private void stop() {
        List<Watched> before = watched;
        watched = List.of();
        before.forEach(one -> one.watch().close());
    }

    private record Watched(PgBouncerWatch watch, PoolNames names) {}
}
