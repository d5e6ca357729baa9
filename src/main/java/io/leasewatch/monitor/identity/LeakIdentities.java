package io.leasewatch.monitor.identity;

import io.leasewatch.core.site.Site;
import io.leasewatch.monitor.leak.Ending;
import io.leasewatch.monitor.leak.Leak;
import io.leasewatch.monitor.leak.LeakListener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The identities of all leaks. A leak belongs to the identity with the same application, method, kind and line. If there is none, but another
 * line of that method leaked in an earlier release and does not in this one, the line has moved, and the leak belongs to that identity.
 *
 * <p>Thread-safe. At most {@value #MOST} identities are kept; a further one replaces the one that leaked longest ago.
 */
public final class LeakIdentities implements LeakListener {

    /** The maximum number of identities. */
    public static final int MOST = 2_000;

    private final InstantSource clock;
    private final Instant started;
    private final UnaryOperator<String> releases;
    /** By key, the one that leaked longest ago first. */
    private final Map<String, LeakIdentity> identities = new LinkedHashMap<>();

    private final Map<Leak, String> keys = new WeakHashMap<>();
    private final Map<String, Integer> open = new LinkedHashMap<>();
    private Duration resolvedAfter;
    private Consumer<LeakIdentity> listener = identity -> {};

    /**
     * Creates an empty collection.
     *
     * @param releases the current release of an application, empty if unknown
     * @param resolvedAfter after which time without a leak an identity counts as resolved
     */
    public LeakIdentities(InstantSource clock, UnaryOperator<String> releases, Duration resolvedAfter) {
        this.clock = clock;
        this.started = clock.instant();
        this.releases = releases;
        this.resolvedAfter = resolvedAfter;
    }

    public synchronized void apply(Duration next) {
        resolvedAfter = next;
    }

    /** Notifies {@code next} of every change of an identity from now on. */
    public synchronized void setListener(Consumer<LeakIdentity> next) {
        listener = next;
    }

    @Override
    public synchronized void leaked(Leak leak) {
        LeakIdentity identity = add(first(leak));
        keys.put(leak, identity.key());
        open.merge(identity.key(), 1, Integer::sum);
        listener.accept(identity);
    }

    @Override
    public synchronized void ended(Leak leak, Ending ending) {
        String key = keys.get(leak);
        if (key != null) {
            open.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
        }
    }

    /** What an identity is after its first leak. */
    private LeakIdentity first(Leak leak) {
        Site site = leak.lease().site();
        String application = leak.lease().borrower().operation().service();
        String release = releases.apply(application);
        return new LeakIdentity(
                "",
                application,
                site.isKnown() ? site.methodName() : "",
                site.toString(),
                leak.kind(),
                leak.detectedAt(),
                leak.detectedAt(),
                1,
                release.isEmpty() ? List.of() : List.of(release),
                null);
    }

    /** Adds leaks to the identity that they belong to, or to a new one. Returns that identity. */
    private LeakIdentity add(LeakIdentity found) {
        LeakIdentity now = owner(found)
                .map(known -> isResolved(known, found.firstSeen())
                        ? known.and(found).regressed(found.firstSeen())
                        : known.and(found))
                .orElseGet(() -> withKey(found));
        identities.remove(now.key());
        identities.put(now.key(), now);
        if (identities.size() > MOST) {
            identities.remove(identities.keySet().iterator().next());
        }
        return now;
    }

    private Optional<LeakIdentity> owner(LeakIdentity found) {
        List<LeakIdentity> beside =
                identities.values().stream().filter(found::isBeside).toList();
        return beside.stream()
                .filter(known -> known.site().equals(found.site()))
                .findFirst()
                .or(() -> beside.stream()
                        .filter(known -> hasMoved(known, found))
                        .max(Comparator.comparing(LeakIdentity::lastSeen)));
    }

    private static boolean hasMoved(LeakIdentity known, LeakIdentity found) {
        return !known.releases().isEmpty()
                && !found.releases().isEmpty()
                && known.releases().stream().noneMatch(found.releases()::contains);
    }

    /** The key is made from what was found first; a line that has moved keeps the key that another line would now have. */
    private LeakIdentity withKey(LeakIdentity found) {
        String name = String.join("|", found.application(), found.method(), found.site(), found.kind());
        String key = key(name);
        for (int i = 2; identities.containsKey(key); i++) {
            key = key(name + "|" + i);
        }
        return found.keyed(key);
    }

    private static String key(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Adds what was known before this server started. Leaks that were found since are added to it. */
    public synchronized void restore(List<LeakIdentity> before) {
        List<LeakIdentity> since = new ArrayList<>(identities.values());
        Map<String, String> renamed = new LinkedHashMap<>();
        identities.clear();
        before.stream()
                .sorted(Comparator.comparing(LeakIdentity::lastSeen))
                .forEach(identity -> identities.put(identity.key(), identity));
        for (LeakIdentity found : since) {
            LeakIdentity now = add(found);
            renamed.put(found.key(), now.key());
            listener.accept(now);
        }
        keys.replaceAll((leak, key) -> renamed.getOrDefault(key, key));
        Map<String, Integer> counts = Map.copyOf(open);
        open.clear();
        counts.forEach((key, count) -> open.merge(renamed.getOrDefault(key, key), count, Integer::sum));
    }

    /** What is known of {@code leak}; empty if it was not found by this server, or its identity was replaced by later ones. */
    public synchronized Optional<KnownLeak> of(Leak leak) {
        String key = keys.get(leak);
        LeakIdentity identity = key == null ? null : identities.get(key);
        return Optional.ofNullable(identity).map(known -> KnownLeak.of(known, state(known)));
    }

    private LeakState state(LeakIdentity identity) {
        if (isResolved(identity, clock.instant())) {
            return LeakState.RESOLVED;
        }
        if (identity.regressedAt() != null) {
            return LeakState.REGRESSED;
        }
        String release = releases.apply(identity.application());
        boolean isNew = release.isEmpty()
                ? !identity.firstSeen().isBefore(started)
                : identity.releases().equals(List.of(release));
        return isNew ? LeakState.NEW : LeakState.KNOWN;
    }

    private boolean isResolved(LeakIdentity identity, Instant now) {
        return !open.containsKey(identity.key())
                && !now.isBefore(identity.lastSeen().plus(resolvedAfter));
    }
}
