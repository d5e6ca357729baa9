package io.leasewatch.web.history;

import io.leasewatch.monitor.HistoryRecording;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;

/** Turns the sampling for the history on and off. */
@Dependent
public class HistoryCollection {

    @Inject
    private HistoryRecording recording;

    @Inject
    private AuditLog audit;

    public Collection set(String operation, boolean wanted, String admin) {
        boolean changed = recording.recorder().collect(wanted);
        String outcome = (wanted ? "sampling is on" : "sampling is off")
                + (changed ? "" : ", as before")
                + (recording.recorder().isCollecting() == wanted
                        ? ""
                        : ", but takes effect only if leasewatch.history.enabled is true");
        audit.record(
                admin,
                operation,
                Map.of("changed", changed, "collecting", recording.recorder().isCollecting()));
        return new Collection(operation, changed, recording.recorder().isCollecting(), outcome);
    }

    /** The result. {@code collecting} is whether samples are taken now, {@code changed} whether the request changed that. */
    public record Collection(String operation, boolean changed, boolean collecting, String outcome) {}
}
