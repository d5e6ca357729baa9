package io.leasewatch.bench;

import static java.util.Objects.requireNonNull;

import io.leasewatch.bench.ServerBenchmarkCase.Watching;
import io.leasewatch.bench.ServerBenchmarkCase.Work;
import io.leasewatch.it.MeasuredServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Runs the same loops on servers that differ in nothing but what of Leasewatch is on them. All are up at once and measured in turn,
 * round after round, so that whatever else the machine does meets each of them; the best of the rounds is kept.
 */
final class ServerBenchmark {

    static final int[] THREADS = {1, 8};

    /** New rounds are begun for so long. */
    private static final Duration MEASURING = Duration.ofSeconds(Integer.getInteger("bench.seconds", 120));

    private static final int SLICES = 2;
    private static final int WARM_UP_SLICES = 8;

    private final Map<Watching, MeasuredServer> servers = new EnumMap<>(Watching.class);
    private final Map<String, Best> loops = new HashMap<>();
    private final Map<String, Best> requests = new HashMap<>();
    private final boolean wrk = Wrk.isThere();
    private int rounds;

    /** Whether requests from outside were measured. */
    boolean hasRequests() {
        return wrk;
    }

    int rounds() {
        return rounds;
    }

    void measure() throws IOException {
        try {
            start();
            for (MeasuredServer server : servers.values()) {
                for (Work work : Work.values()) {
                    server.get(work.path + WARM_UP_SLICES, 2);
                }
                if (wrk) {
                    Wrk.load(server.at("once?take=1&from=shared"), 8, 3);
                }
            }
            long end = System.nanoTime() + MEASURING.toNanos();
            while (rounds < 2 || System.nanoTime() < end) {
                for (int threads : THREADS) {
                    oneRound(threads);
                }
                rounds++;
            }
        } finally {
            servers.values().forEach(MeasuredServer::close);
        }
    }

    private void oneRound(int threads) throws IOException {
        for (Work work : Work.values()) {
            for (Watching watching : Watching.values()) {
                runLoop(watching, work, threads);
            }
        }
        if (wrk) {
            for (Watching watching : Watching.values()) {
                load(watching, threads);
            }
        }
    }

    private void start() throws IOException {
        Path application = Files.createTempFile("bench", ".war");
        application.toFile().deleteOnExit();
        ShrinkWrap.create(WebArchive.class)
                .addClass(ServerBenchmarkServlet.class)
                .as(ZipExporter.class)
                .exportTo(application.toFile(), true);
        ExecutorService starters = Executors.newFixedThreadPool(2);
        Map<Watching, Future<MeasuredServer>> starting = new EnumMap<>(Watching.class);
        for (Watching watching : Watching.values()) {
            Callable<MeasuredServer> start = () ->
                    MeasuredServer.start(watching.name().toLowerCase(Locale.ROOT), application, watching.installed);
            starting.put(watching, starters.submit(start));
        }
        starters.shutdown();
        Exception failure = null;
        for (Map.Entry<Watching, Future<MeasuredServer>> one : starting.entrySet()) {
            try {
                servers.put(one.getKey(), one.getValue().get());
            } catch (InterruptedException | ExecutionException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw new IOException("A server to be measured did not start", failure);
        }
    }

    /** The mean over the threads of each one's best slice. */
    private void runLoop(Watching watching, Work work, int threads) {
        double nanos = 0;
        double bytes = 0;
        for (String answer : server(watching).get(work.path + SLICES, threads)) {
            Best best = answer.lines().map(Best::of).reduce(Best::lower).orElseThrow();
            nanos += best.nanos / threads;
            bytes += best.more / threads;
        }
        loops.merge(key(watching, work, threads), new Best(nanos, bytes), Best::lower);
    }

    private void load(Watching watching, int threads) throws IOException {
        MeasuredServer server = server(watching);
        double before = processor(server);
        Wrk.Load load = Wrk.load(server.at("once?take=1&from=shared"), threads, 1);
        double each = (processor(server) - before) / load.requests();
        requests.merge(watching.name() + threads, new Best(1e9 / load.perSecond(), each), Best::lower);
    }

    private static double processor(MeasuredServer server) {
        return Double.parseDouble(server.get("processor", 1).get(0));
    }

    private MeasuredServer server(Watching watching) {
        return requireNonNull(servers.get(watching));
    }

    /** Nanoseconds and bytes of one time. */
    Best loop(Work work, Watching watching, int threads) {
        return requireNonNull(loops.get(key(watching, work, threads)));
    }

    /** Nanoseconds from one answer to the next, and nanoseconds of processor time for each. */
    Best request(Watching watching, int threads) {
        return requireNonNull(requests.get(watching.name() + threads));
    }

    private static String key(Watching watching, Work work, int threads) {
        return watching.name() + work.name() + threads;
    }

    /** The lowest of both that was seen. */
    record Best(double nanos, double more) {
        private static Best of(String line) {
            String[] numbers = line.split(" ");
            return new Best(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
        }

        Best lower(Best other) {
            return new Best(Math.min(nanos, other.nanos), Math.min(more, other.more));
        }
    }
}
