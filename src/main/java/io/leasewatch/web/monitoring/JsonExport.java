package io.leasewatch.web.monitoring;

import io.leasewatch.monitor.export.ExportDirectory;
import io.leasewatch.monitor.export.ExportDirectory.Exported;
import io.leasewatch.monitor.export.ExportException;
import io.leasewatch.web.history.AuditLog;
import io.leasewatch.web.http.JsonFormat;
import io.leasewatch.web.http.Problem;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response.Status;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;

/** Writes the monitoring document to a file, whose name and place nobody who asks has a say in. */
@Dependent
public class JsonExport {

    private static final Logger LOG = System.getLogger(JsonExport.class.getName());

    @Inject
    private Monitoring monitoring;

    @Inject
    private ExportDirectory directory;

    @Inject
    private AuditLog audit;

    Written write(String admin) {
        // Without stacks: who may read the file is not for us to say.
        MonitoringView document = monitoring.document(MonitoringQuery.ofEverything(), false);
        try {
            Exported exported = directory.write("json", out -> JsonFormat.JSON.toJson(document, out));
            audit.did(admin, Operations.EXPORT_JSON, Map.of("file", exported.file(), "bytes", exported.bytes()));
            return new Written(Operations.EXPORT_JSON, exported.file(), exported.bytes());
        } catch (ExportException e) {
            LOG.log(Level.WARNING, "LSW6102W: An export could not be written.", e);
            audit.did(admin, Operations.EXPORT_JSON, Map.of("failed", String.valueOf(e.getMessage())));
            throw Problem.exception(
                    e.isFull() ? Status.CONFLICT : Status.SERVICE_UNAVAILABLE,
                    "Nothing was exported: " + e.getMessage() + ".");
        }
    }

    /** A file in the directory for exports, by its name. */
    public record Written(String operation, String file, long bytes) {}
}
