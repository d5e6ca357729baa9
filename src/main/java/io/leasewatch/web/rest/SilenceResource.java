package io.leasewatch.web.rest;

import io.leasewatch.monitor.Alerting;
import io.leasewatch.monitor.view.AlertView;
import io.leasewatch.spi.Alert;
import io.leasewatch.web.history.AuditLog;
import io.leasewatch.web.http.AdminAccess;
import io.leasewatch.web.http.JsonBody;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.http.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Silences an alert while someone works on its cause. */
@Path("/database/alerts/{id: [0-9a-z-]{1,30}}/silence")
@Tag(name = "Alert silences")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SilenceResource {

    private static final Duration BY_DEFAULT = Duration.ofHours(1);
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** A forgotten silence ends by the next day. */
    private static final Duration LONGEST = Duration.ofHours(24);

    @Inject
    private Alerting alerting;

    @Inject
    private AuditLog audit;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Silences a firing alert",
            description =
                    "No notifications are sent about the subject of the alert, unless the alert becomes more severe."
                            + " duration is PT1M to PT24H, by default PT1H. When the silence ends, the current state is"
                            + " sent.")
    public AlertView silence(@PathParam("id") String id, @Nullable String body, @Context SecurityContext security) {
        String admin = AdminAccess.name(security);
        JsonObject wanted = JsonBody.object(body);
        Parameter.onlyMembers(wanted, List.of("duration"));
        Duration time = Parameter.duration(wanted, "duration", BY_DEFAULT, SHORTEST, LONGEST);
        Alert alert = silenced(id, time, admin);
        AlertView view = AlertView.of(alert);
        audit.record(admin, "silence", details(alert, "until", String.valueOf(view.silencedUntil())));
        return view;
    }

    private Alert silenced(String id, Duration time, String admin) {
        try {
            return alerting.evaluator()
                    .silence(id, time, admin)
                    .orElseThrow(() -> isKnown(id)
                            ? Problem.exception(
                                    Status.CONFLICT, "Alert " + id + " is not firing, so it cannot be silenced.")
                            : unknown());
        } catch (IllegalStateException e) {
            throw Problem.exception(Status.CONFLICT, "Alert " + id + " is not silenced: " + e.getMessage() + ".");
        }
    }

    @DELETE
    @Operation(
            summary = "Ends the silence of an alert",
            description = "The current state of the alert is sent at once.")
    public AlertView end(@PathParam("id") String id, @Context SecurityContext security) {
        String admin = AdminAccess.name(security);
        Alert alert = alerting.evaluator()
                .endSilence(id)
                .orElseThrow(() -> isKnown(id)
                        ? Problem.exception(Status.NOT_FOUND, "Alert " + id + " is not silenced.")
                        : unknown());
        AlertView view = AlertView.of(alert);
        audit.record(admin, "end-silence", details(alert, "status", view.status()));
        return view;
    }

    private boolean isKnown(String id) {
        return alerting.evaluator().alerts().stream()
                .anyMatch(alert -> alert.id().equals(id));
    }

    private static RuntimeException unknown() {
        return Problem.exception(Status.NOT_FOUND, "No alert has that id.");
    }

    private static Map<String, String> details(Alert alert, String name, String value) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("alert", alert.id());
        details.put("rule", alert.rule());
        details.put("of", alert.pool().isEmpty() ? alert.service() : alert.pool());
        details.put(name, value);
        return details;
    }
}
