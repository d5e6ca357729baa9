package io.leasewatch.web.rest;

import io.leasewatch.monitor.config.ConfigurationException;
import io.leasewatch.monitor.config.Setting;
import io.leasewatch.monitor.config.Settings;
import io.leasewatch.web.history.AuditLog;
import io.leasewatch.web.http.AdminAccess;
import io.leasewatch.web.http.JsonBody;
import io.leasewatch.web.http.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The settings in force. Settings changed here apply until the monitor restarts. */
@Path("/settings")
@Tag(name = "Settings")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SettingsResource {

    @Inject
    private Settings settings;

    @Inject
    private AuditLog audit;

    @GET
    @Operation(summary = "Lists all settings: the current value, where it comes from, and the allowed values")
    public List<Setting> settings(@Context SecurityContext security) {
        AdminAccess.check(security);
        return settings.all();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Changes settings",
            description =
                    "Either all given settings are changed, or none. The changes take effect at once and apply until"
                            + " the monitor restarts. null reverts a setting to its configured value.")
    public List<Setting> change(@Nullable String body, @Context SecurityContext security) {
        String admin = AdminAccess.name(security);
        Map<String, @Nullable String> changes = new HashMap<>();
        JsonBody.object(body).forEach((key, value) -> changes.put(key, text(key, value)));
        try {
            settings.change(changes, admin);
        } catch (ConfigurationException e) {
            throw Problem.exception(Status.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
        List<Setting> all = settings.all();
        audit.record(
                admin,
                "settings",
                all.stream()
                        .filter(setting -> changes.containsKey(setting.key()))
                        .collect(Collectors.toMap(Setting::key, Setting::value)));
        return all;
    }

    private static @Nullable String text(String key, JsonValue value) {
        return switch (value.getValueType()) {
            case NULL -> null;
            case STRING -> ((JsonString) value).getString();
            case TRUE, FALSE, NUMBER -> value.toString();
            case ARRAY, OBJECT ->
                throw Problem.exception(Status.BAD_REQUEST, key + " must be a text, a number, true, false or null");
        };
    }
}
