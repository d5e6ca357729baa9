package io.leasewatch.monitor.export;

import io.leasewatch.monitor.channel.DeliveryCounters;
import io.leasewatch.monitor.export.MetricsSnapshot.SeriesSource;

/** Outcomes of deliveries: alerts, and pushes to InfluxDB. */
final class DeliverySeries implements SeriesSource {

    private final DeliveryCounters alerts;
    private final DeliveryCounters pushes;

    DeliverySeries(DeliveryCounters alerts, DeliveryCounters pushes) {
        this.alerts = alerts;
        this.pushes = pushes;
    }

    @Override
    public void collect(Listener listener) {
        alerts.counts()
                .forEach((way, count) -> listener.value(
                        Metric.DELIVERIES,
                        count,
                        Tags.CHANNEL,
                        way.channel(),
                        Tags.OUTCOME,
                        way.outcome().word()));
        pushes.counts()
                .forEach((way, count) -> listener.value(
                        Metric.PUSHES, count, Tags.OUTCOME, way.outcome().word()));
    }
}
