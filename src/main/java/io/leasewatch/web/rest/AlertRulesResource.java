package io.leasewatch.web.rest;

import io.leasewatch.monitor.alert.AlertEvaluator;
import io.leasewatch.monitor.alert.RuleMetric;
import io.leasewatch.monitor.alert.RuleSettings;
import io.leasewatch.monitor.config.ConfigurationException;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.web.history.AuditLog;
import io.leasewatch.web.http.AdminAccess;
import io.leasewatch.web.http.JsonBody;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.http.Problem;
import io.leasewatch.web.view.AlertRuleView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Alert rules: those that hold, and one's own until the monitor starts again. */
@Path("/settings/alert-rules")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AlertRulesResource {

    private static final String KEY = "leasewatch.alerts.rules";
    private static final int MOST = 200;

    @Inject
    private AlertEvaluator alerts;

    @Inject
    private Settings settings;

    @Inject
    private AuditLog audit;

    @GET
    @Operation(
            summary =
                    "Every alert rule that holds, those of one's own and those that are built in; and what rules are made of")
    public AlertRules rules(@Context SecurityContext security) {
        AdminAccess.check(security);
        return answer();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Puts rules in the place of all of one's own, at once, until the monitor starts again; null goes back to"
                            + " those that are configured")
    public AlertRules change(@Nullable String body, @Context SecurityContext security) {
        String admin = AdminAccess.name(security);
        JsonObject document = JsonBody.object(body);
        Parameter.onlyMembers(document, List.of("rules"));
        JsonValue rules = document.get("rules");
        if (rules == null) {
            throw Problem.exception(Status.BAD_REQUEST, "The body must have rules: an array of rules, or null");
        }
        Map<String, @Nullable String> changes = new HashMap<>();
        changes.put(KEY, rules == JsonValue.NULL ? null : text(rules));
        try {
            settings.change(changes, admin);
        } catch (ConfigurationException e) {
            throw Problem.exception(Status.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
        audit.did(
                admin,
                "alert-rules",
                alerts.rules().stream().map(RuleSettings::toString).toList());
        return answer();
    }

    private String text(JsonValue value) {
        if (!(value instanceof JsonArray array) || array.size() > MOST) {
            throw Problem.exception(Status.BAD_REQUEST, "rules must be null, or an array of up to " + MOST + " rules");
        }
        List<RuleSettings> rules = new ArrayList<>();
        try {
            array.forEach(rule -> rules.add(AlertRuleView.read(rule)));
            alerts.check(rules);
        } catch (IllegalArgumentException e) {
            throw Problem.exception(Status.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
        return rules.stream().map(RuleSettings::toString).collect(Collectors.joining(", "));
    }

    private AlertRules answer() {
        return new AlertRules(
                alerts.rules().stream().map(AlertRuleView::of).toList(),
                alerts.channelNames(),
                Arrays.stream(RuleMetric.values())
                        .map(metric ->
                                new MetricView(metric.word(), metric.of().word(), metric.unit(), metric.meaning()))
                        .toList());
    }

    /** Rules, the channels they may name, and the metrics they may look at. */
    public record AlertRules(List<AlertRuleView> rules, List<String> channels, List<MetricView> metrics) {}

    /** A metric of each {@code of}, which is {@code pool} or {@code service}. */
    public record MetricView(String name, String of, String unit, String meaning) {}
}
