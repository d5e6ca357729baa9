package io.leasewatch.web.rest;

import io.leasewatch.monitor.Alerting;
import io.leasewatch.monitor.alert.RuleMetric;
import io.leasewatch.monitor.alert.RuleSettings;
import io.leasewatch.monitor.config.ConfigurationException;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.web.history.AuditLog;
import io.leasewatch.web.http.AdminAccess;
import io.leasewatch.web.http.JsonBody;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.http.Problem;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The alert rules in force. Custom rules set here apply until the monitor restarts. */
@Path("/settings/alert-rules")
@Tag(name = "Alert rules")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AlertRulesResource {

    private static final String KEY = "leasewatch.alerts.rules";
    private static final int MOST = 200;

    @Inject
    private Alerting alerting;

    @Inject
    private Settings settings;

    @Inject
    private AuditLog audit;

    @GET
    @Operation(
            summary = "Lists the alert rules in force",
            description = "Custom and built-in rules, the channels a rule may name, and the metrics a rule may test.")
    public AlertRules rules(@Context SecurityContext security) {
        AdminAccess.check(security);
        return answer();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Replaces all custom alert rules",
            description = "The rules take effect at once and apply until the monitor restarts. rules: null restores the"
                    + " configured rules.")
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
        audit.record(
                admin,
                "alert-rules",
                alerting.evaluator().rules().stream()
                        .map(RuleSettings::toString)
                        .toList());
        return answer();
    }

    private String text(JsonValue value) {
        if (!(value instanceof JsonArray array) || array.size() > MOST) {
            throw Parameter.wrong("rules", "null, or an array of up to " + MOST + " rules", value.toString());
        }
        List<RuleSettings> rules = new ArrayList<>();
        try {
            array.forEach(rule -> rules.add(AlertRuleView.read(rule)));
            alerting.evaluator().check(rules);
        } catch (IllegalArgumentException e) {
            throw Problem.exception(Status.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
        return rules.stream().map(RuleSettings::toString).collect(Collectors.joining(", "));
    }

    private AlertRules answer() {
        return new AlertRules(
                alerting.evaluator().rules().stream().map(AlertRuleView::of).toList(),
                settings.channels(),
                Arrays.stream(RuleMetric.values())
                        .map(metric ->
                                new MetricView(metric.word(), metric.of().word(), metric.unit(), metric.meaning()))
                        .toList());
    }

    /** Rules, the channels they may name, and the metrics they may test. */
    public record AlertRules(List<AlertRuleView> rules, List<String> channels, List<MetricView> metrics) {}

    /** A metric that a rule may test. {@code of} is what it is measured for: {@code pool} or {@code service}. */
    public record MetricView(String name, String of, String unit, String meaning) {}
}
