package io.leasewatch.web.monitoring;

import io.leasewatch.monitor.export.Format;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The monitoring document: everything about connections at once. */
@Path("/monitoring/database")
@Tag(name = "Monitoring")
@RequestScoped
public class MonitoringResource {

    @Inject
    private Monitoring monitoring;

    @Inject
    private ExportAnswer exports;

    @GET
    @Produces({MediaType.APPLICATION_JSON, "text/csv", MediaType.TEXT_PLAIN, "application/openmetrics-text"})
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = MonitoringView.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "application/openmetrics-text", schema = @Schema(type = SchemaType.STRING))
            })
    @Operation(
            summary = "The monitoring document",
            description = "Status, pools and alerts. detailed=true adds leases, leaks, lines of code and statements;"
                    + " with stacks=true, the role leasewatch-admin gets their stacks too; diagnostics=true adds problems and recommendations; history=true adds samples; aggregated=true"
                    + " adds aggregates by hour or day. Other values of format return the metrics as CSV, Prometheus"
                    + " text, OpenMetrics or InfluxDB line protocol.")
    @Parameter(in = ParameterIn.QUERY, name = "detailed", schema = @Schema(type = SchemaType.BOOLEAN))
    @Parameter(in = ParameterIn.QUERY, name = "stacks", schema = @Schema(type = SchemaType.BOOLEAN))
    @Parameter(in = ParameterIn.QUERY, name = "diagnostics", schema = @Schema(type = SchemaType.BOOLEAN))
    @Parameter(in = ParameterIn.QUERY, name = "history", schema = @Schema(type = SchemaType.BOOLEAN))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "limit",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000", defaultValue = "100"))
    @Parameter(in = ParameterIn.QUERY, name = "aggregated", schema = @Schema(type = SchemaType.BOOLEAN))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "hours",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "744", defaultValue = "24"))
    @Parameter(in = ParameterIn.QUERY, name = "service", schema = @Schema(type = SchemaType.STRING))
    @Parameter(in = ParameterIn.QUERY, name = "pool", schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "format",
            schema = @Schema(enumeration = {MonitoringQuery.JSON, "csv", "prometheus", "openmetrics", "influx"}))
    public Response document(@Context UriInfo uri, @Context SecurityContext security) {
        MonitoringQuery query =
                MonitoringQuery.of(uri.getQueryParameters(), monitoring.serviceNames(), monitoring.poolNames());
        Format format = query.export();
        return format == null
                ? Response.ok(monitoring.document(query, security.isUserInRole("leasewatch-admin")))
                        .type(MediaType.APPLICATION_JSON)
                        .build()
                : exports.of(query, format);
    }
}
