package io.leasewatch.web.view;

import io.leasewatch.monitor.history.Aggregate;
import io.leasewatch.monitor.history.Distribution;
import io.leasewatch.monitor.history.PoolSample;
import io.leasewatch.monitor.history.ServiceSample;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What pools and services were like since {@code from}, the oldest sample first; {@code collecting} is whether more are taken now. */
public record HistoryView(
        boolean collecting, Instant from, List<PoolSampleView> pools, List<ServiceSampleView> services) {

    /** A pool at one moment. {@code utilization} is from 0 to 1, times are in milliseconds, {@code timeouts} are counted since the start. */
    public record PoolSampleView(
            String instance,
            String pool,
            Instant at,
            double utilization,
            int active,
            int idle,
            @Nullable Integer waiting,
            @Nullable Integer max,
            @Nullable Integer peak,
            @Nullable Double waitMillis,
            @Nullable Double holdMillis,
            long timeouts,
            int leaks) {

        public static PoolSampleView of(PoolSample sample) {
            return new PoolSampleView(
                    sample.instance(),
                    sample.pool(),
                    sample.at(),
                    rounded(sample.utilization()),
                    sample.active(),
                    sample.idle(),
                    sample.waiting(),
                    sample.max(),
                    sample.peak(),
                    sample.waitMillis(),
                    sample.holdMillis(),
                    sample.timeouts(),
                    sample.leaks());
        }
    }

    /** A service at one moment; counts are since the start. */
    public record ServiceSampleView(
            String instance,
            String service,
            Instant at,
            long acquired,
            long released,
            int active,
            long errors,
            @Nullable Double holdMillis) {

        public static ServiceSampleView of(ServiceSample sample) {
            return new ServiceSampleView(
                    sample.instance(),
                    sample.service(),
                    sample.at(),
                    sample.acquired(),
                    sample.released(),
                    sample.active(),
                    sample.errors(),
                    sample.holdMillis());
        }
    }

    /** Sums by {@code step}, which is {@code hour} or {@code day}, since {@code from}, the oldest first. */
    public record AggregatedView(String step, Instant from, List<AggregateView> pools, List<AggregateView> services) {}

    /** A pool or a service over an hour or a day that began at {@code from}; {@code null} where nobody could tell in all that time. */
    public record AggregateView(
            String instance,
            String name,
            Instant from,
            int samples,
            @Nullable SpreadView utilization,
            @Nullable SpreadView active,
            @Nullable SpreadView waiting,
            @Nullable SpreadView waitMillis,
            @Nullable SpreadView holdMillis) {

        public static AggregateView of(Aggregate aggregate) {
            return new AggregateView(
                    aggregate.instance(),
                    aggregate.name(),
                    aggregate.from(),
                    aggregate.samples(),
                    SpreadView.of(aggregate.utilization()),
                    SpreadView.of(aggregate.active()),
                    SpreadView.of(aggregate.waiting()),
                    SpreadView.of(aggregate.waitMillis()),
                    SpreadView.of(aggregate.holdMillis()));
        }
    }

    /** What a number was like over some time. */
    public record SpreadView(double min, double average, double p95, double max) {

        public static @Nullable SpreadView of(@Nullable Distribution spread) {
            return spread == null
                    ? null
                    : new SpreadView(
                            rounded(spread.min()),
                            rounded(spread.average()),
                            rounded(spread.p95()),
                            rounded(spread.max()));
        }
    }

    /** To six decimals. */
    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
