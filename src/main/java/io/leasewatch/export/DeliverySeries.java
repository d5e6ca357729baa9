package io.leasewatch.export;

import io.leasewatch.channel.Deliveries;

/** What became of what was to be brought somewhere. */
final class DeliverySeries implements SeriesSource {

    private final Deliveries alerts;
    private final Deliveries pushes;

    DeliverySeries(Deliveries alerts, Deliveries pushes) {
        this.alerts = alerts;
        this.pushes = pushes;
    }

    @Override
    public void tell(Listener listener) {
        alerts.counts()
                .forEach((way, count) -> listener.value(
                        Quantity.DELIVERIES,
                        count,
                        Tags.CHANNEL,
                        way.channel(),
                        Tags.OUTCOME,
                        way.outcome().word()));
        pushes.counts()
                .forEach((way, count) -> listener.value(
                        Quantity.PUSHES, count, Tags.OUTCOME, way.outcome().word()));
    }
}
