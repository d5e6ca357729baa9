package io.leasewatch.it.inside;

import io.leasewatch.lease.Lease;
import io.leasewatch.request.TrackConnections;
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
