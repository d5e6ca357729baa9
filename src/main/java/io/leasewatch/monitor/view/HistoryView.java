package io.leasewatch.monitor.view;

import io.leasewatch.monitor.history.Aggregate;
import io.leasewatch.monitor.history.Aggregate.Distribution;
import io.leasewatch.monitor.history.PoolSample;
import io.leasewatch.monitor.history.ServiceSample;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The samples of pools and services since {@code from}, oldest first. {@code collecting} is whether samples are being taken. */
public record HistoryView(
        boolean collecting, Instant from, List<PoolSampleView> pools, List<ServiceSampleView> services) {

    /** A sample of a pool. {@code utilization} is 0 to 1. Times are in milliseconds. {@code timeouts} counts since the start. */
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

    /** A sample of a service. Counts are since the start. */
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

    /** Aggregates since {@code from}, oldest first. {@code step} is {@code hour} or {@code day}. */
    public record AggregatedView(String step, Instant from, List<AggregateView> pools, List<AggregateView> services) {}

    /** A pool or a service in the hour or day that began at {@code from}. A distribution is {@code null} if no sample has a value. */
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

    /** The distribution of a value over time. */
    public record SpreadView(double min, double average, double p95, double max) {

        public static @Nullable SpreadView of(@Nullable Distribution values) {
            return values == null
                    ? null
                    : new SpreadView(
                            rounded(values.min()),
                            rounded(values.average()),
                            rounded(values.p95()),
                            rounded(values.max()));
        }
    }

    /** Rounds to six decimals. */
    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
