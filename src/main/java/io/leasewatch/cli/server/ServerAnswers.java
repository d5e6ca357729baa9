package io.leasewatch.cli.server;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of the responses of a server that the tools use. Missing texts are empty, missing lists too. */
public final class ServerAnswers {

    private ServerAnswers() {}

    /** The state of the server, and the utilization of its fullest pool, 0 to 1. */
    public record Summary(String status, double utilization, int active, int waiting) {

        public Summary {
            status = requireNonNullElse(status, "");
        }
    }

    /** A pool; {@code kind} distinguishes pools inside the server from those of a PgBouncer or a Redis client. */
    public record PoolState(
            String poolName,
            String kind,
            int inUseCount,
            int idleCount,
            @Nullable Integer waitingCount,
            @Nullable Integer maxCount,
            @Nullable Double utilizationPercent,
            Instant timestamp) {

        public PoolState {
            poolName = requireNonNullElse(poolName, "");
            kind = requireNonNullElse(kind, "");
            timestamp = requireNonNullElse(timestamp, Instant.EPOCH);
        }

        public boolean isOfTheApplication() {
            return kind.equals("jdbc");
        }

        int waiting() {
            return requireNonNullElse(waitingCount, 0);
        }
    }

    /** What is wrong with each pool, the worst first. */
    public record Judgements(List<Judgement> judgements) {

        public Judgements {
            judgements = requireNonNullElse(judgements, List.of());
        }
    }

    /** What is wrong with a pool, in a sentence, and what to do. The {@code state} is {@code ok} if nothing is. */
    public record Judgement(String pool, String state, String sentence, List<String> next) {

        public Judgement {
            pool = requireNonNullElse(pool, "");
            state = requireNonNullElse(state, "");
            sentence = requireNonNullElse(sentence, "");
            next = requireNonNullElse(next, List.of());
        }

        public boolean isOk() {
            return state.equals("ok");
        }
    }

    /** Leaks, open ones first. */
    public record Leaks(int count, int open, List<Leak> leaks) {

        public Leaks {
            leaks = requireNonNullElse(leaks, List.of());
        }
    }

    /** A leak; {@code ending} is {@code null} while it is open. */
    public record Leak(String kind, boolean open, @Nullable String ending, String pool, String site, Lease lease) {

        public Leak {
            kind = requireNonNullElse(kind, "");
            pool = requireNonNullElse(pool, "");
            site = requireNonNullElse(site, "");
        }
    }

    /** Open leases, the oldest first. */
    public record Connections(List<Lease> connections) {

        public Connections {
            connections = requireNonNullElse(connections, List.of());
        }
    }

    /** A lease; {@code age} is in seconds. A declared lease represents work without a connection. */
    public record Lease(
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

        public Lease {
            pool = requireNonNullElse(pool, "");
            service = requireNonNullElse(service, "");
            endpoint = requireNonNullElse(endpoint, "");
            userId = requireNonNullElse(userId, "");
            thread = requireNonNullElse(thread, "");
            acquiredAt = requireNonNullElse(acquiredAt, Instant.EPOCH);
            site = requireNonNullElse(site, new Site(""));
        }
    }

    /** A line of code; {@code label} is its text for people. */
    public record Site(String label) {

        public Site {
            label = requireNonNullElse(label, "");
        }
    }

    /** An error as described by RFC 9457. */
    public record Problem(String detail) {

        public Problem {
            detail = requireNonNullElse(detail, "");
        }
    }
}
