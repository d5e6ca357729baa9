package io.leasewatch.web.monitoring;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.monitor.LeakMonitoring;
import io.leasewatch.monitor.LeaseMonitoring;
import io.leasewatch.monitor.reclaim.ReclaimRules;
import io.leasewatch.monitor.view.ReclaimView;
import io.leasewatch.web.history.AuditLog;
import io.leasewatch.web.history.HistoryCollection;
import io.leasewatch.web.http.AdminAccess;
import io.leasewatch.web.http.JsonBody;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.http.Problem;
import io.leasewatch.web.http.ReclaimPermissions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operations for admins, shared by all paths that offer them. Each operation is written to the audit log with the name of the admin,
 * and can be repeated safely.
 */
@Dependent
public class Operations {

    static final String CLEANUP = "cleanup";
    static final String EMERGENCY_RESET = "emergency-reset";
    static final String EXPORT_JSON = "export-json";
    static final String START_COLLECTION = "start-collection";
    static final String STOP_COLLECTION = "stop-collection";

    private static final Duration IDLE = Duration.ofMinutes(5);

    @Inject
    private LeaseMonitoring leases;

    @Inject
    private LeakMonitoring leaks;

    @Inject
    private JsonExport export;

    @Inject
    private HistoryCollection collecting;

    @Inject
    private AuditLog audit;

    /**
     * Performs the operation that {@code body} names.
     *
     * @param allowed the operations that the path offers
     * @return the body of the answer
     */
    Object perform(@Nullable String body, List<String> allowed, SecurityContext security) {
        String admin = AdminAccess.name(security);
        JsonObject wanted = JsonBody.object(body);
        String operation = wanted.get("operation") instanceof JsonString text ? text.getString() : "";
        Parameter.oneOf("operation", operation, allowed);
        return switch (operation) {
            case CLEANUP, EMERGENCY_RESET -> takeBack(operation, wanted, admin);
            case EXPORT_JSON -> {
                Parameter.onlyMembers(wanted, List.of("operation"));
                yield export.write(admin);
            }
            case START_COLLECTION, STOP_COLLECTION -> {
                Parameter.onlyMembers(wanted, List.of("operation"));
                yield collecting.set(operation, operation.equals(START_COLLECTION), admin);
            }
            default -> throw new IllegalStateException(operation);
        };
    }

    private TakenBack takeBack(String operation, JsonObject wanted, String admin) {
        Parameter.onlyMembers(
                wanted,
                List.of("operation", "dryRun", "confirm", ReclaimPermissions.CANCEL, ReclaimPermissions.ROLL_BACK));
        boolean dryRun = Parameter.flag(wanted, "dryRun", false);
        boolean confirmed = Parameter.flag(wanted, "confirm", false);
        boolean emergency = operation.equals(EMERGENCY_RESET);
        if (emergency && !dryRun && !confirmed) {
            audit.record(admin, operation, Map.of("outcome", "refused, because it was not confirmed"));
            throw Problem.exception(
                    Status.BAD_REQUEST,
                    "emergency-reset closes all open connections. Add \"confirm\": true, or \"dryRun\": true for a dry"
                            + " run.");
        }
        // An emergency reset takes only the steps that the request allows explicitly.
        ReclaimRules otherwise =
                emergency ? new ReclaimRules(false, false) : leaks.reclaimer().rules();
        ReclaimRules rules = ReclaimPermissions.by(wanted, otherwise);
        List<Lease> leases = emergency ? connections() : idle();
        TakenBack done = TakenBack.of(operation, dryRun, leaks.reclaim(leases, rules, operation, admin, dryRun));
        // The reclaim log has an entry for each lease, so the audit log needs only the totals.
        audit.record(admin, operation, done.sums());
        return done;
    }

    private List<Lease> idle() {
        return leaks.reclaimer().idleFor(IDLE).stream()
                .filter(lease -> leaks.detector().meant().of(lease) == null)
                .toList();
    }

    private List<Lease> connections() {
        return leases.registry().openLeases().stream()
                .filter(lease -> !lease.isDeclared())
                .toList();
    }

    /** The result. {@code looked} is the number of leases considered, {@code reclaimed} the number of them that were closed. */
    public record TakenBack(
            String operation, boolean dryRun, long reclaimed, long wouldReclaim, int looked, List<ReclaimView> leases) {

        static TakenBack of(String operation, boolean dryRun, List<ReclaimView> acts) {
            return new TakenBack(
                    operation, dryRun, count(acts, "reclaimed"), count(acts, "would_reclaim"), acts.size(), acts);
        }

        private static long count(List<ReclaimView> acts, String result) {
            return acts.stream().filter(act -> act.result().equals(result)).count();
        }

        Map<String, Object> sums() {
            return Map.of("dryRun", dryRun, "reclaimed", reclaimed, "wouldReclaim", wouldReclaim, "looked", looked);
        }
    }
}
