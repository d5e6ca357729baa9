package io.leasewatch.web.history;

import io.leasewatch.monitor.history.Recorder;
import io.leasewatch.web.http.JsonFormat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Says what admins did, and has it remembered. */
@ApplicationScoped
public class AuditLog {

    private static final Logger LOG = System.getLogger(AuditLog.class.getName());

    @Inject
    private EventMapper book;

    @Inject
    private Recorder recorder;

    /** {@code details} are written as JSON, for admins to read; nothing secret belongs into them. */
    public void did(String admin, String operation, Object details) {
        LOG.log(Level.INFO, "LSW6101I: {0}, asked for by {1}: {2}", operation, admin, JsonFormat.JSON.toJson(details));
        recorder.happened(book.act(admin, operation, details));
    }
}
