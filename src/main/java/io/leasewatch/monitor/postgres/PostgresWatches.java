package io.leasewatch.monitor.postgres;

import io.leasewatch.core.time.Ticker;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All polled databases.
 *
 * <p>Thread-safe. Reading the snapshots costs one volatile read for each database.
 */
public final class PostgresWatches {

    /** The name of the database at {@code leasewatch.postgres.url}. For the others, the name of the data source is appended. */
    static final String NAME = "postgresql";

    private final InstantSource clock;
    private final Ticker ticker;
    private PostgresSettings settings = PostgresSettings.DEFAULT;
    private volatile List<PostgresWatch> watches = List.of();

    public PostgresWatches(InstantSource clock, Ticker ticker) {
        this.clock = clock;
        this.ticker = ticker;
    }

    /** Applies new settings. If they differ from the current ones, all polling restarts. */
    public synchronized void apply(PostgresSettings next) {
        if (next.equals(settings)) {
            return;
        }
        stop();
        settings = next;
        List<PostgresWatch> all = new ArrayList<>();
        if (!next.url().isEmpty()) {
            all.add(watch(NAME, new DedicatedConnection(next.url(), next.user(), next.password())));
        }
        next.dataSources().forEach(source -> all.add(watch(NAME + ":" + source, new NamedDataSource(source))));
        watches = List.copyOf(all);
        all.forEach(PostgresWatch::start);
    }

    private PostgresWatch watch(String name, DatabaseAccess database) {
        return new PostgresWatch(name, database, settings.timeout(), settings.interval(), clock, ticker);
    }

    /** The latest snapshot of each database. */
    public List<PostgresSnapshot> snapshots() {
        return watches.stream().map(PostgresWatch::snapshot).toList();
    }

    /** The answers of the databases that answered. */
    Stream<PostgresFacts> facts() {
        return snapshots().stream().map(PostgresSnapshot::facts).flatMap(Stream::ofNullable);
    }

    /** Stops polling. Does not wait for running polls. */
    public synchronized void stop() {
        List<PostgresWatch> before = watches;
        watches = List.of();
        settings = PostgresSettings.DEFAULT;
        before.forEach(PostgresWatch::stop);
    }
}
