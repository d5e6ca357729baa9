package io.leasewatch.monitor.export;

import io.leasewatch.monitor.advice.Advisor;
import io.leasewatch.monitor.advice.PoolAdvice;
import io.leasewatch.monitor.advice.SizeAdvice;
import io.leasewatch.monitor.export.MetricsSnapshot.SeriesSource;
import io.leasewatch.monitor.judgement.Judge;
import io.leasewatch.monitor.pool.PoolWatch;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Forecasts of pool exhaustion, and recommended pool sizes. */
final class AdviceSeries implements SeriesSource {

    private final Advisor advisor;
    private final Judge judge;
    private final PoolWatch pools;

    AdviceSeries(Advisor advisor, Judge judge, PoolWatch pools) {
        this.advisor = advisor;
        this.judge = judge;
        this.pools = pools;
    }

    @Override
    public void collect(Listener listener) {
        pools.readings().forEach(reading -> {
            String pool = reading.poolName();
            Optional<PoolAdvice> advice = advisor.advice(pool);
            listener.value(
                    Metric.EXHAUSTION_ETA,
                    judge.judgement(pool)
                            .map(judgement -> judgement.outlook().in())
                            .map(Duration::toMillis)
                            .map(millis -> millis / 1e3)
                            .orElse(Double.POSITIVE_INFINITY),
                    Tags.POOL,
                    pool);
            advice.ifPresent(known -> collect(known.size(), pool, listener));
        });
    }

    private static void collect(SizeAdvice size, String pool, Listener listener) {
        size.models()
                .forEach((model, connections) -> listener.value(
                        Metric.RECOMMENDED_SIZE,
                        connections,
                        Tags.POOL,
                        pool,
                        Tags.MODEL,
                        model.name().toLowerCase(Locale.ROOT)));
    }
}
