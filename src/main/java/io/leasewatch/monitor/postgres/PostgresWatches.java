package io.leasewatch.monitor.postgres;

import io.leasewatch.core.time.Ticker;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every database that is looked at.
 *
 * <p>Thread-safe. One caller at a time starts and stops; any thread may ask what is known, which costs a read of a field for each.
 */
public final class PostgresWatches {

    /** The name of the database at {@code leasewatch.postgres.url}; the others have their data source's name behind it. */
    static final String NAME = "postgresql";

    private final InstantSource clock;
    private final Ticker ticker;
    private PostgresSettings settings = PostgresSettings.DEFAULT;
    private volatile List<PostgresWatch> watches = List.of();

    public PostgresWatches(InstantSource clock, Ticker ticker) {
        this.clock = clock;
        this.ticker = ticker;
    }

    /** Looks from now on at what {@code next} says, if that is something else. */
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

    /** What is known of each database. */
    public List<PostgresSnapshot> snapshots() {
        return watches.stream().map(PostgresWatch::snapshot).toList();
    }

    /** Those databases that said something. */
    Stream<PostgresFacts> facts() {
        return snapshots().stream().map(PostgresSnapshot::facts).flatMap(Stream::ofNullable);
    }

    /** Looks at nobody any more. Does not wait for those who are being looked at. */
    public synchronized void stop() {
        List<PostgresWatch> before = watches;
        watches = List.of();
        settings = PostgresSettings.DEFAULT;
        before.forEach(PostgresWatch::stop);
    }
}
