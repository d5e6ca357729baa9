package io.leasewatch.web.history;

import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.monitor.HistoryRecording;
import io.leasewatch.web.http.JsonFormat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Writes the actions of admins to the log and to the history. */
@ApplicationScoped
public class AuditLog {

    private static final Logger LOG = SafeLogger.of(AuditLog.class);

    @Inject
    private HistoryRecording recording;

    /** Records an action. {@code details} are written as JSON, which admins can read; they must not contain secrets. */
    public void record(String admin, String operation, Object details) {
        LOG.log(Level.INFO, "LSW6101I: {0}, requested by {1}: {2}", operation, admin, JsonFormat.JSON.toJson(details));
        recording.recorder().record(recording.mapper().act(admin, operation, details));
    }
}
