package io.leasewatch.monitor.view;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.monitor.leak.MeantLine;
import io.leasewatch.monitor.leak.MeantLines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Code that holds connections intentionally. {@code lines} are the declarations of admins and of the configuration; {@code leases} are the
 * open leases that they or annotations cover, the oldest first. They count as no leak.
 */
public record MeantView(List<LineView> lines, List<HeldView> leases) {

    /** The open leases among {@code leases} that are held intentionally, at most {@code limit}. */
    public static MeantView of(MeantLines meant, Collection<Lease> leases, long nowNanos, Instant now, int limit) {
        List<HeldView> held = new ArrayList<>();
        for (Lease lease : leases) {
            MeantLine line = held.size() < limit && !lease.hasChildren() ? meant.of(lease) : null;
            if (line != null && lease.isOpen()) {
                held.add(HeldView.of(lease, line, nowNanos, now));
            }
        }
        return new MeantView(meant.lines().stream().map(LineView::of).toList(), held);
    }

    /** A declaration. {@code by} is the name of an admin, or {@code configuration}. {@code reason} may be empty. */
    public record LineView(String line, String reason, String by) {

        public static LineView of(MeantLine line) {
            return new LineView(line.line(), line.reason(), line.by());
        }
    }

    /** An open lease. {@code meant} is what covers it. {@code age} is in seconds. */
    public record HeldView(
            long id,
            String pool,
            String service,
            String endpoint,
            Instant acquiredAt,
            double age,
            SiteView site,
            LineView meant) {

        static HeldView of(Lease lease, MeantLine line, long nowNanos, Instant now) {
            return new HeldView(
                    lease.id(),
                    lease.pool().name(),
                    lease.borrower().operation().service(),
                    lease.borrower().operation().name(),
                    now.minus(lease.ageAt(nowNanos)),
                    LeaseView.seconds(lease.heldNanosAt(nowNanos)),
                    SiteView.of(lease.site()),
                    LineView.of(line));
        }
    }
}
