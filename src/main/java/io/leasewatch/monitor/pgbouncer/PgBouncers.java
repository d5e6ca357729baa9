package io.leasewatch.monitor.pgbouncer;

import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.PoolSource;
import io.leasewatch.spi.SummaryPart;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All configured PgBouncers, each polled by its own {@link PgBouncerWatch}.
 *
 * <p>Thread-safe; no method waits for a PgBouncer. If none is configured, no thread runs and no driver is loaded.
 */
public final class PgBouncers implements PoolSource, SummaryPart, AutoCloseable {

    /** How long a client waits at most while the database behind a full pool is believed to work. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private static final Pattern URL =
            Pattern.compile("jdbc:postgresql://[^/?]*?(?<port>:\\d{1,5})?/(?<database>[^?]*)");

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

    /** Applies new settings. If they differ from the current ones, all polling restarts. */
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

    /** The status of each PgBouncer, in the order of the configuration. */
    public List<PgBouncerStatus> statuses() {
        return watched.stream().map(one -> one.watch().status()).toList();
    }

    /** The worst state of all PgBouncers, {@link PgBouncerState#OFF} if none is configured. */
    public PgBouncerState state() {
        return statuses().stream()
                .map(PgBouncerStatus::state)
                .max(Comparator.naturalOrder())
                .orElse(PgBouncerState.OFF);
    }

    /** The latest snapshot of a PgBouncer; empty if it does not answer, or is no longer configured. */
    public Optional<PgBouncerSnapshot> answering(String name) {
        return statuses().stream()
                .filter(status -> status.name().equals(name) && status.state().isAnswering())
                .map(PgBouncerStatus::last)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** The latest snapshots of those that answer. */
    public List<PgBouncerSnapshot> snapshots() {
        return statuses().stream()
                .filter(status -> status.state().isAnswering())
                .map(PgBouncerStatus::last)
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * Which pool makes clients with a JDBC URL wait because it is full, and how full it is. Empty if no pool does, or if no client of the pool was
     * served for {@link #LONGEST_WAIT}: then the database may hang. The answer is that of the last poll, and the next poll is soon. Compares the
     * ports only, because an address may be a host name.
     */
    public Optional<String> full(String jdbcUrl) {
        Matcher url = URL.matcher(jdbcUrl);
        if (!url.lookingAt()) {
            return Optional.empty();
        }
        String port = url.group("port") == null ? ":5432" : url.group("port");
        return watched.stream()
                .map(Watched::watch)
                .filter(watch -> watch.status().state().isAnswering()
                        && watch.status().name().endsWith(port))
                .peek(PgBouncerWatch::pollSoon)
                .map(PgBouncerWatch::status)
                .flatMap(status -> Stream.ofNullable(status.last())
                        .flatMap(last -> last.pools().stream()
                                .filter(pool -> pool.database().equals(url.group("database")))
                                .filter(pool -> last.shortage(pool) == Shortage.FULL)
                                .filter(pool -> pool.oldestWait().compareTo(LONGEST_WAIT) < 0)
                                .map(pool -> text(status, pool))))
                .findFirst();
    }

    private static String text(PgBouncerStatus status, PgBouncerPool pool) {
        return "the pool " + pool.database() + " of PgBouncer " + status.name() + " is full, with "
                + HumanText.count(pool.inUse(), "connection") + " in use and "
                + HumanText.count(pool.clWaiting(), "client") + " waiting";
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

    /** Lists the PgBouncers that are not up. The others appear with their pools. */
    @Override
    public String text() {
        return statuses().stream()
                .filter(status -> status.state() != PgBouncerState.UP)
                .map(status ->
                        "PgBouncer " + status.name() + " " + status.state().word())
                .collect(Collectors.joining(", "));
    }

    /** Stops polling permanently. Aborts connections that wait for an answer. */
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
