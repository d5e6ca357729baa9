package io.leasewatch.rest;

import io.leasewatch.export.Exporter;
import io.leasewatch.export.Format;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.StreamingOutput;

/** Answers in the formats of others. */
@Dependent
public class ExportAnswer {

    @Inject
    private Exporter exporter;

    /** What is asked for, in {@code format}. */
    Response of(MonitoringQuery query, Format format) {
        // What would silently be missing had better be missed.
        leftOut("detailed", query.detailed(), format);
        leftOut("diagnostics", query.diagnostics(), format);
        leftOut("history", query.history(), format);
        leftOut("aggregated", query.aggregated(), format);
        leftOut("service", query.service() != null, format);
        StreamingOutput body = out -> exporter.now(format, query.pool(), out);
        ResponseBuilder answer = Response.ok(body).header(HttpHeaders.CONTENT_TYPE, format.contentType());
        return format == Format.CSV
                ? answer.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"leasewatch.csv\"")
                        .build()
                : answer.build();
    }

    private static void leftOut(String parameter, boolean given, Format format) {
        if (given) {
            throw Problem.exception(
                    Status.BAD_REQUEST,
                    "The parameter " + parameter + " must be left out with format=" + format.word()
                            + ", which has no room for it");
        }
    }
}
