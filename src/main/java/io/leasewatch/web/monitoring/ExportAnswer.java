package io.leasewatch.web.monitoring;

import io.leasewatch.monitor.Exporting;
import io.leasewatch.monitor.export.Format;
import io.leasewatch.web.http.Problem;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.StreamingOutput;

/** Answers monitoring requests in CSV, Prometheus, OpenMetrics and InfluxDB formats: current values, or the history. */
@Dependent
public class ExportAnswer {

    @Inject
    private Exporting exporting;

    @Inject
    private HistoryExport history;

    /** The data that {@code query} selects, in {@code format}. */
    Response of(MonitoringQuery query, Format format) {
        check(query, format);
        StreamingOutput body = query.history() || query.aggregated()
                ? history.of(query, format)
                : out -> exporting.exporter().now(format, query.pool(), out);
        ResponseBuilder answer = Response.ok(body).header(HttpHeaders.CONTENT_TYPE, format.contentType());
        return format == Format.CSV
                ? answer.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"leasewatch.csv\"")
                        .build()
                : answer.build();
    }

    /** Rejects parameters that {@code format} cannot represent, instead of ignoring them silently. */
    private static void check(MonitoringQuery query, Format format) {
        String with = "format=" + format.word();
        leftOut("detailed", query.detailed(), with);
        leftOut("diagnostics", query.diagnostics(), with);
        leftOut("history", query.history() && !format.supportsHistory(), with);
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
                    "The parameter " + parameter + " is not supported with " + with + ", and must be left out");
        }
    }
}
