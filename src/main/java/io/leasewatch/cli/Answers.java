package io.leasewatch.cli;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server answers, as far as the tools want to know it. What is missing is empty. */
final class Answers {

    private Answers() {}

    /** How the server is in a word, and the pool that is worst off, in percent. */
    record Summary(String status, double utilization, int active, int waiting) {

        Summary {
            status = requireNonNullElse(status, "");
        }
    }

    /** A pool; {@code kind} tells those inside the server from a PgBouncer's or a Redis client's. */
    record PoolState(
            String poolName,
            String kind,
            int inUseCount,
            int idleCount,
            @Nullable Integer waitingCount,
            @Nullable Integer maxCount,
            double utilizationPercent,
            Instant timestamp) {

        PoolState {
            poolName = requireNonNullElse(poolName, "");
            kind = requireNonNullElse(kind, "");
            timestamp = requireNonNullElse(timestamp, Instant.EPOCH);
        }

        boolean isOfTheApplication() {
            return kind.equals("application");
        }

        int waiting() {
            return requireNonNullElse(waitingCount, 0);
        }
    }

    /** Leaks, open ones first. */
    record Leaks(int count, int open, List<Leak> leaks) {

        Leaks {
            leaks = requireNonNullElse(leaks, List.of());
        }
    }

    /** A leak; {@code ending} is {@code null} while it is open. */
    record Leak(String kind, boolean open, @Nullable String ending, String pool, String site, Lease lease) {

        Leak {
            kind = requireNonNullElse(kind, "");
            pool = requireNonNullElse(pool, "");
            site = requireNonNullElse(site, "");
        }
    }

    /** Open leases, the oldest first. */
    record Connections(List<Lease> connections) {

        Connections {
            connections = requireNonNullElse(connections, List.of());
        }
    }

    /** A lease; {@code age} is in seconds. One that is declared stands for work without a connection. */
    record Lease(
            long id,
            String pool,
            boolean declared,
            String service,
            String endpoint,
            String userId,
            String thread,
            Instant acquiredAt,
            double age,
            boolean leaked,
            @Nullable String activity,
            Site site) {

        Lease {
            pool = requireNonNullElse(pool, "");
            service = requireNonNullElse(service, "");
            endpoint = requireNonNullElse(endpoint, "");
            userId = requireNonNullElse(userId, "");
            thread = requireNonNullElse(thread, "");
            acquiredAt = requireNonNullElse(acquiredAt, Instant.EPOCH);
            site = requireNonNullElse(site, new Site(""));
        }
    }

    /** A line of code as people write it. */
    record Site(String label) {

        Site {
            label = requireNonNullElse(label, "");
        }
    }

    /** What went wrong, by RFC 9457. */
    record Problem(String detail) {

        Problem {
            detail = requireNonNullElse(detail, "");
        }
    }
}
