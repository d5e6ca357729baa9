package io.leasewatch.web.history;

import io.leasewatch.monitor.history.Recorder;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;

/** Says whether samples are taken for the history. */
@Dependent
public class HistoryCollection {

    @Inject
    private Recorder recorder;

    @Inject
    private AuditLog audit;

    public Collection set(String operation, boolean wanted, String admin) {
        boolean changed = recorder.collect(wanted);
        String outcome = (wanted ? "samples are taken" : "no samples are taken")
                + (changed ? " from now on" : ", as before")
                + (recorder.isCollecting() == wanted ? "" : ", once leasewatch.history.enabled is true");
        audit.did(admin, operation, Map.of("changed", changed, "collecting", recorder.isCollecting()));
        return new Collection(operation, changed, recorder.isCollecting(), outcome);
    }

    /** Whether samples are taken now, and whether that was otherwise before. */
    public record Collection(String operation, boolean changed, boolean collecting, String outcome) {}
}
