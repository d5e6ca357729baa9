package io.leasewatch.it.inside;

import io.leasewatch.LeaseEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens to what happens to leases. */
@ApplicationScoped
public class Heard {

    private final List<LeaseEvent> events = new CopyOnWriteArrayList<>();

    void hear(@Observes LeaseEvent event) {
        events.add(event);
    }

    /** What was heard so far. */
    public List<LeaseEvent> events() {
        return List.copyOf(events);
    }

    public void forget() {
        events.clear();
    }
}
