package io.leasewatch.web.monitoring;

import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.monitor.Exporting;
import io.leasewatch.monitor.export.ExportDirectory.ExportException;
import io.leasewatch.monitor.export.ExportDirectory.Exported;
import io.leasewatch.web.history.AuditLog;
import io.leasewatch.web.http.JsonFormat;
import io.leasewatch.web.http.Problem;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response.Status;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;

/** Writes the monitoring document to a file. The request cannot choose the name or the directory of the file. */
@Dependent
public class JsonExport {

    private static final Logger LOG = SafeLogger.of(JsonExport.class);

    @Inject
    private Monitoring monitoring;

    @Inject
    private Exporting exporting;

    @Inject
    private AuditLog audit;

    Written write(String admin) {
        // Without stacks, because the readers of the file are not known.
        MonitoringView document = monitoring.document(MonitoringQuery.ofEverything(), false);
        try {
            Exported exported = exporting.directory().write("json", out -> JsonFormat.JSON.toJson(document, out));
            audit.record(admin, Operations.EXPORT_JSON, Map.of("file", exported.file(), "bytes", exported.bytes()));
            return new Written(Operations.EXPORT_JSON, exported.file(), exported.bytes());
        } catch (ExportException e) {
            LOG.log(Level.WARNING, "LSW6102W: The export could not be written.", e);
            audit.record(admin, Operations.EXPORT_JSON, Map.of("failed", String.valueOf(e.getMessage())));
            throw Problem.exception(
                    e.isFull() ? Status.CONFLICT : Status.SERVICE_UNAVAILABLE,
                    "The export was not written: " + e.getMessage() + ".");
        }
    }

    /** A file that was written to the export directory. {@code bytes} is its size. */
    public record Written(String operation, String file, long bytes) {}
}
