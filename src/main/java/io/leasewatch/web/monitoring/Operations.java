package io.leasewatch.web.monitoring;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.monitor.leak.ReclaimAudit;
import io.leasewatch.monitor.leak.ReclaimRules;
import io.leasewatch.monitor.leak.Reclaimer;
import io.leasewatch.web.history.AuditLog;
import io.leasewatch.web.history.HistoryCollection;
import io.leasewatch.web.http.AdminAccess;
import io.leasewatch.web.http.JsonBody;
import io.leasewatch.web.http.Parameter;
import io.leasewatch.web.http.Problem;
import io.leasewatch.web.http.ReclaimPermissions;
import io.leasewatch.web.view.ReclaimView;
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
 * What an admin can have done, by whichever path: each in the same way, and each noted with who wanted it. What is done already may be asked
 * for again.
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
    private LeaseRegistry registry;

    @Inject
    private Reclaimer reclaimer;

    @Inject
    private ReclaimAudit reclaims;

    @Inject
    private JsonExport export;

    @Inject
    private HistoryCollection collecting;

    @Inject
    private AuditLog audit;

    /**
     * Does what {@code body} says.
     *
     * @param allowed the operations that may be asked for there
     * @return what was done, as it is answered
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
            audit.did(admin, operation, Map.of("outcome", "refused, as it was not confirmed"));
            throw Problem.exception(
                    Status.BAD_REQUEST,
                    "emergency-reset closes every connection that is out: say \"confirm\": true, or \"dryRun\": true.");
        }
        // In an emergency nothing is done that is not asked for in so many words.
        ReclaimRules otherwise = emergency ? new ReclaimRules(false, false) : reclaimer.rules();
        ReclaimRules rules = ReclaimPermissions.by(wanted, otherwise);
        List<Lease> leases = emergency ? connections() : reclaimer.idleFor(IDLE);
        TakenBack done = TakenBack.of(
                operation,
                dryRun,
                ReclaimView.of(reclaimer.reclaim(leases, rules, operation, admin, dryRun), reclaims));
        // Each lease is remembered by itself.
        audit.did(admin, operation, done.sums());
        return done;
    }

    private List<Lease> connections() {
        return registry.openLeases().stream()
                .filter(lease -> !lease.isDeclared())
                .toList();
    }

    /** What was done, and to which leases; {@code looked} is how many it was about, {@code reclaimed} of which are closed. */
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
