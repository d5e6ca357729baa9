package io.leasewatch.it.inside;

import io.leasewatch.TrackConnections;
import io.leasewatch.core.lease.Lease;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A CDI bean that is tracked by the method, with everything that can be said. */
@ApplicationScoped
public class TrackedBean {

    @TrackConnections(
            service = "inside",
            operation = "bean work",
            leakThreshold = "PT2M",
            maxHold = "PT30M",
            reason = "by right")
    public List<Lease> look() {
        return OpenLeases.declared();
    }

    @TrackConnections(service = "inside", operation = "bean work")
    public void refuse(Refusal refusal) throws Refusal {
        throw refusal;
    }

    @TrackConnections(service = "inside", operation = "bean failure")
    public void fail(RuntimeException failure) {
        throw failure;
    }
}
