package io.leasewatch.monitor.alert;

import io.leasewatch.monitor.advice.Advisor;
import io.leasewatch.monitor.advice.Forecast;
import io.leasewatch.monitor.advice.PoolAdvice;
import io.leasewatch.monitor.database.DatabaseStatus;
import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the most important problem of each pool and database, the most severe first. Thread-safe. */
public final class Headlines {

    private final LeakLedger ledger;
    private final PoolWatch pools;
    private final Databases databases;
    private final Advisor advisor;
    private final Supplier<AlertSettings> settings;

    public Headlines(
            LeakLedger ledger,
            PoolWatch pools,
            Databases databases,
            Advisor advisor,
            Supplier<AlertSettings> settings) {
        this.ledger = ledger;
        this.pools = pools;
        this.databases = databases;
        this.advisor = advisor;
        this.settings = settings;
    }

    /** The current problems; empty if there are none. */
    public List<Headline> now() {
        int criticalLeaks = settings.get().criticalLeaks();
        Map<String, List<Leak>> leaks = ledger.open().stream()
                .collect(Collectors.groupingBy(leak -> leak.lease().pool().name(), TreeMap::new, Collectors.toList()));
        Map<String, PoolAdvice> advice =
                advisor.advice().stream().collect(Collectors.toMap(PoolAdvice::pool, one -> one, (a, b) -> a));
        List<Headline> headlines = new ArrayList<>();
        for (PoolReading reading : pools.readings()) {
            List<Leak> leaked = leaks.remove(reading.poolName());
            PoolAdvice known = advice.get(reading.poolName());
            Headline headline = headline(reading, leaked, known, criticalLeaks);
            if (headline != null) {
                headlines.add(headline);
            }
        }
        leaks.forEach((pool, leaked) -> headlines.add(LeakHeadline.of(pool, leaked, criticalLeaks)));
        for (DatabaseStatus database : databases.statuses()) {
            boolean reported =
                    headlines.stream().anyMatch(headline -> headline.subject().equals(database.name()));
            Headline headline = DatabaseHeadline.of(database, reported);
            if (headline != null) {
                headlines.add(0, headline);
            }
        }
        headlines.sort(Comparator.comparing(Headline::severity).reversed());
        return headlines;
    }

    private @Nullable Headline headline(
            PoolReading reading, @Nullable List<Leak> leaked, @Nullable PoolAdvice known, int criticalLeaks) {
        String next = next(reading, known);
        if (leaked != null) {
            return LeakHeadline.of(reading, leaked, next, criticalLeaks);
        }
        return reading.stranded() > 0
                ? StrandedHeadline.of(reading, pools.stranded(reading.poolName()), next, criticalLeaks)
                : LoadHeadline.of(reading, pools.settings().warning(), next, known == null ? null : known.verdict());
    }

    private static String next(PoolReading reading, @Nullable PoolAdvice advice) {
        if (reading.isFull()) {
            return "No connection is left" + (reading.waiting() > 0 ? ", and " + waits(reading.waiting()) + "." : ".");
        }
        Forecast forecast = advice == null ? null : advice.forecast();
        Duration left = forecast == null ? null : forecast.exhaustedIn();
        return left == null ? "" : "It will be exhausted in about " + ForecastRule.words(left) + ".";
    }

    static String used(PoolReading reading) {
        return reading.maxCount() == null
                ? count(reading.inUseCount(), "connection", "connections")
                : reading.inUseCount() + " of " + reading.maxCount() + " connections are";
    }

    /** {@code no thread waits}, {@code 1 thread waits} or {@code 3 threads wait}. */
    static String waits(int threads) {
        return threads == 0 ? "no thread waits" : count(threads, "thread waits", "threads wait");
    }

    static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
