package io.leasewatch.monitor;

import io.leasewatch.monitor.channel.DeliveryCounters;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.monitor.export.ExportDirectory;
import io.leasewatch.monitor.export.Exporter;
import io.leasewatch.monitor.export.InfluxPush;
import io.leasewatch.monitor.export.MetricsSnapshot;
import io.leasewatch.monitor.leak.LeakLedger;
import io.leasewatch.monitor.pool.PoolWatch;
import java.time.Duration;
import java.time.InstantSource;

/** The list of all metrics, and their exports. */
public record Exporting(MetricsSnapshot metrics, Exporter exporter, ExportDirectory directory, InfluxPush influx) {

    static Exporting of(Monitor monitor, Settings settings, InstantSource clock) {
        PoolWatch pools = monitor.pools().pools();
        LeakLedger ledger = monitor.leaks().ledger();
        DeliveryCounters pushes = new DeliveryCounters();
        MetricsSnapshot metrics = MetricsSnapshot.of(
                monitor.leases().registry(),
                pools,
                ledger,
                monitor.alerting().evaluator(),
                monitor.alerting().advisor(),
                monitor.alerting().judge(),
                monitor.pools().databases(),
                monitor.pools().backends().pgbouncers(),
                monitor.pools().backends().redis(),
                monitor.alerting().deliveries(),
                pushes,
                monitor.lag()::recent);
        return new Exporting(
                metrics,
                new Exporter(
                        metrics,
                        pools,
                        ledger,
                        clock,
                        () -> settings.current().influx().instance()),
                new ExportDirectory(() -> settings.current().export().directory(), clock),
                new InfluxPush(
                        metrics,
                        pushes,
                        clock,
                        monitor.leases().registry().ticker(),
                        settings.current().influx()));
    }

    Part publishing() {
        return Part.named("metrics")
                .in(Lane.METRICS)
                .onChange(now -> metrics.apply(now.metrics()))
                .every(Duration.ZERO, "Publishing the metrics", metrics::updateAfterReading)
                .onReset(metrics::update);
    }

    Part part() {
        return Part.named("InfluxDB")
                .in(Lane.METRICS)
                .onChange(now -> influx.apply(now.influx()))
                .everySecond("Pushing to InfluxDB", influx::tick)
                .onClose(influx::close);
    }
}
