package io.leasewatch.monitor;

import io.leasewatch.monitor.incident.HurtOperations;
import io.leasewatch.monitor.incident.Incidents;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.monitor.reclaim.Reclaim;
import java.time.InstantSource;
import java.util.Locale;

/** Incidents, and what they are told. */
public record IncidentMonitoring(Incidents incidents, HurtOperations hurt) {

    static IncidentMonitoring of(Alerting alerting, LeakMonitoring leaks, PoolWatch pools, InstantSource clock) {
        HurtOperations hurt = new HurtOperations();
        return new IncidentMonitoring(new Incidents(alerting.judge(), leaks.ledger(), pools, hurt, clock), hurt);
    }

    /** A step of reclaiming was taken or refused. */
    void reclaimed(Reclaim reclaim) {
        if (!reclaim.isDryRun()) {
            incidents.note(
                    reclaim.lease().pool().name(),
                    "Reclaiming lease " + reclaim.lease().id() + " of "
                            + reclaim.lease().site() + ", by " + reclaim.by() + ": "
                            + reclaim.result().name().toLowerCase(Locale.ROOT) + ".");
        }
    }

    Part part() {
        return Part.named("incidents")
                .in(Lane.DETECTION)
                .everySecond("Keeping the incidents", incidents::update)
                .onClose(incidents::close);
    }
}
