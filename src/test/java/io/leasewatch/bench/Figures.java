package io.leasewatch.bench;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/** What benchmarks found: 2 forks of each, with 3 warm-up iterations of a second and 25 measured ones of 200 ms. */
final class Figures {

    /** Parameters that say how much there is of something, not what it is. */
    private static final Set<String> SIZES = Set.of("frames", "leases");

    private final Map<String, Figure> figures = new HashMap<>();
    private final ChainedOptionsBuilder options = new OptionsBuilder()
            .forks(2)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(25)
            .measurementTime(TimeValue.milliseconds(200))
            .addProfiler(GCProfiler.class);

    /** On this JDK. */
    Figures() {}

    /** On the JDK that has this {@code java}. */
    Figures(String java) {
        options.jvm(java);
    }

    void measure(Class<?>... benchmarks) throws RunnerException {
        for (Class<?> benchmark : benchmarks) {
            options.include(benchmark.getName());
        }
        for (RunResult result : new Runner(options.build()).run()) {
            var parameters = result.getParams();
            String method = result.getPrimaryResult().getLabel();
            String what = parameters.getParamsKeys().stream()
                    .filter(key -> !SIZES.contains(key))
                    .map(parameters::getParam)
                    .findFirst()
                    .orElse(method);
            String size = parameters.getParamsKeys().stream()
                    .filter(SIZES::contains)
                    .map(parameters::getParam)
                    .findFirst()
                    .orElse("");
            Statistics times = result.getPrimaryResult().getStatistics();
            boolean throughput = parameters.getMode() == Mode.Throughput;
            figures.put(
                    what + size,
                    new Figure(
                            // Eight threads do not begin and end at once, so that the best of their short rounds
                            // means nothing.
                            throughput ? times.getPercentile(50) : times.getMin(),
                            result.getSecondaryResults()
                                    .get("gc.alloc.rate.norm")
                                    .getScore()));
        }
    }

    /** By the value of the parameter that says what it is, or the method's name, and the size. */
    Figure figure(String name) {
        return requireNonNull(figures.get(name), name);
    }

    /** What one operation takes: its lowest time, or the median of how many there were in a second; and its bytes. */
    record Figure(double nanos, double bytes) {}
}
