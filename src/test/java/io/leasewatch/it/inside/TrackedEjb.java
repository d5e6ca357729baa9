package io.leasewatch.it.inside;

import io.leasewatch.TrackConnections;
import io.leasewatch.core.lease.Lease;
import jakarta.ejb.Stateless;
import java.util.List;

/** An EJB that is tracked as a whole. */
@Stateless
@TrackConnections(service = "inside", leakThreshold = "PT1M")
public class TrackedEjb {

    public List<Lease> look() {
        return OpenLeases.declared();
    }

    public void refuse(Refusal refusal) throws Refusal {
        throw refusal;
    }
}
