package io.leasewatch.monitor.history;

import io.leasewatch.monitor.history.HistoryStore.Batch;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A store with a day of twenty pools in it, the last hour of which is half over. */
public final class HistoryDay {

    public static final int SAMPLES = 2880;
    public static final int POOLS = 20;
    public static final Instant END = Instant.parse("2026-03-29T12:30:00Z");

    private static final int AT_ONCE = 10;

    private final HistoryStore store;
    private final Closing closing;

    private HistoryDay(HistoryStore store, Closing closing) {
        this.store = store;
        this.closing = closing;
    }

    public static HistoryDay inFile() throws IOException, SQLException {
        Path folder = Files.createTempDirectory("history");
        folder.toFile().deleteOnExit();
        return new HistoryDay(
                Stores.inFile(folder, InstantSource.system()),
                () -> Files.delete(folder.resolve("leasewatch-history.mv.db")));
    }

    public static HistoryDay inPostgres() throws IOException, SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start();
        return new HistoryDay(Stores.in(postgres.getPostgresDatabase()), postgres::close);
    }

    public HistoryStore store() {
        return store;
    }

    /** Has the day pass. */
    public void live() throws SQLException {
        Random random = new Random(1);
        Instant begin = END.minus(Duration.ofSeconds(30).multipliedBy(SAMPLES));
        for (int first = 0; first < SAMPLES; first += AT_ONCE) {
            List<PoolSample> samples = new ArrayList<>();
            for (int i = first; i < first + AT_ONCE; i++) {
                samples.addAll(samples(begin.plusSeconds(30L * i), POOLS, random));
            }
            store.write(new Batch(samples, List.of(), List.of()));
        }
    }

    /** One sample of each of some pools. */
    public static List<PoolSample> samples(Instant at, int pools, Random random) {
        List<PoolSample> samples = new ArrayList<>();
        for (int pool = 0; pool < pools; pool++) {
            int active = random.nextInt(20);
            samples.add(new PoolSample(
                    "one",
                    "jdbc/pool" + pool,
                    at,
                    active / 20.0,
                    active,
                    20 - active,
                    random.nextInt(3),
                    20,
                    active,
                    random.nextDouble(),
                    random.nextDouble() * 100,
                    0,
                    0));
        }
        return samples;
    }

    public void close() throws IOException, SQLException {
        store.close();
        closing.close();
    }

    @FunctionalInterface
    private interface Closing {
        void close() throws IOException;
    }
}
