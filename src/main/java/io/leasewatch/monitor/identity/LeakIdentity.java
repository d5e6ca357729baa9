package io.leasewatch.monitor.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the leaks of one kind at one line of code, over restarts of the server and releases of the application. Immutable.
 *
 * @param key identifies it on this server, for good
 * @param application the application, or the service that its work is called
 * @param method the class and the method, such as {@code io.example.OrderService.find}; empty if unknown
 * @param site the line where it leaked last, such as {@code OrderService.java:41}
 * @param kind the kind of the leaks
 * @param firstSeen when the first leak was found
 * @param lastSeen when the last leak was found
 * @param count how many leaks were found
 * @param releases the last {@value #MOST_RELEASES} releases of the application in which it leaked, the oldest first; empty if unknown
 * @param regressedAt when it leaked again after it was resolved, {@code null} if it never did
 */
public record LeakIdentity(
        String key,
        String application,
        String method,
        String site,
        String kind,
        Instant firstSeen,
        Instant lastSeen,
        long count,
        List<String> releases,
        @Nullable Instant regressedAt) {

    static final int MOST_RELEASES = 20;

    public LeakIdentity {
        releases = List.copyOf(releases);
    }

    /** What is known after {@code later} leaks of the same identity. */
    LeakIdentity and(LeakIdentity later) {
        List<String> all = new ArrayList<>(releases);
        later.releases.stream().filter(release -> !all.contains(release)).forEach(all::add);
        return new LeakIdentity(
                key,
                application,
                method,
                later.site,
                kind,
                firstSeen,
                later.lastSeen,
                count + later.count,
                all.subList(Math.max(0, all.size() - MOST_RELEASES), all.size()),
                later.regressedAt == null ? regressedAt : later.regressedAt);
    }

    LeakIdentity keyed(String other) {
        return new LeakIdentity(
                other, application, method, site, kind, firstSeen, lastSeen, count, releases, regressedAt);
    }

    LeakIdentity regressed(Instant at) {
        return new LeakIdentity(key, application, method, site, kind, firstSeen, lastSeen, count, releases, at);
    }

    /** Whether {@code other} has leaks of the same kind in the same method. */
    boolean isBeside(LeakIdentity other) {
        return application.equals(other.application) && method.equals(other.method) && kind.equals(other.kind);
    }
}
