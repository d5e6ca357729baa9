package io.leasewatch.web.monitoring;

import io.leasewatch.monitor.export.Exporter;
import io.leasewatch.monitor.export.Format;
import io.leasewatch.web.http.Problem;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.StreamingOutput;

/** Answers in the formats of others: what is now, or one table or sequence of what was. */
@Dependent
public class ExportAnswer {

    @Inject
    private Exporter exporter;

    @Inject
    private HistoryExport history;

    /** What is asked for, in {@code format}. */
    Response of(MonitoringQuery query, Format format) {
        check(query, format);
        StreamingOutput body = query.history() || query.aggregated()
                ? history.of(query, format)
                : out -> exporter.now(format, query.pool(), out);
        ResponseBuilder answer = Response.ok(body).header(HttpHeaders.CONTENT_TYPE, format.contentType());
        return format == Format.CSV
                ? answer.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"leasewatch.csv\"")
                        .build()
                : answer.build();
    }

    /** What would silently be missing had better be missed. */
    private static void check(MonitoringQuery query, Format format) {
        String with = "format=" + format.word();
        leftOut("detailed", query.detailed(), with);
        leftOut("diagnostics", query.diagnostics(), with);
        leftOut("history", query.history() && !format.tellsHistory(), with);
        leftOut("aggregated", query.aggregated() && format != Format.CSV, with);
        leftOut("aggregated", query.aggregated() && query.history(), with + " and history");
        boolean services = format == Format.CSV && (query.history() || query.aggregated());
        leftOut("service", query.service() != null && !services, with);
        leftOut("pool", query.pool() != null && query.service() != null, with + " and service");
    }

    private static void leftOut(String parameter, boolean given, String with) {
        if (given) {
            throw Problem.exception(
                    Status.BAD_REQUEST,
                    "The parameter " + parameter + " must be left out with " + with + ", which has no room for it");
        }
    }
}
