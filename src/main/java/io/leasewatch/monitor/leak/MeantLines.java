package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.work.Operation;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The code that holds connections intentionally: as configured, as declared by admins at run time, and as annotated. Its leases are never
 * reported as leaks.
 *
 * <p>A configured line such as {@code Poller.java:41} stands for its method from the first lease on, so that it is kept when lines move.
 *
 * <p>Thread-safe.
 */
public final class MeantLines {

    /** The maximum number of declarations by admins. */
    public static final int MOST = 200;

    private static final Logger LOG = SafeLogger.of(MeantLines.class);

    private final List<MeantLine> declared = new CopyOnWriteArrayList<>();
    /** The methods of the configured lines, by line. */
    private final ConcurrentMap<String, Set<String>> methods = new ConcurrentHashMap<>();

    private volatile List<MeantLine> configured;

    MeantLines(List<MeantLine> configured) {
        this.configured = configured;
    }

    void apply(List<MeantLine> next) {
        configured = next;
    }

    /** The declaration that covers {@code lease}, {@code null} if there is none. */
    public @Nullable MeantLine of(Lease lease) {
        Site site = lease.site();
        return all().filter(one -> covers(one, site)).findFirst().orElseGet(() -> annotated(lease));
    }

    /** Whether {@code leak} is intended. An annotation does not cover the loss of a handle, because the connection serves nothing then. */
    boolean covers(Leak leak) {
        return all().anyMatch(one -> covers(one, leak.lease().site()))
                || (!(leak instanceof Leak.Collected)
                        && !annotatedReason(leak.lease()).isEmpty());
    }

    private boolean covers(MeantLine one, Site site) {
        if (!one.isFileAndLine()) {
            return one.fits(site);
        }
        String method = site.methodName();
        Set<String> known = methods.getOrDefault(one.line(), Set.of());
        if (known.contains(method)) {
            return true;
        }
        if (!one.fits(site)) {
            return false;
        }
        if (methods.computeIfAbsent(one.line(), line -> ConcurrentHashMap.newKeySet())
                .add(method)) {
            LOG.log(
                    Level.INFO,
                    "LSW3004I: The line {0} in leasewatch.meant is in {1}. All connections taken in this method are"
                            + " held intentionally. Configure {1}, which stays the same when lines move.",
                    one.line(),
                    method);
        }
        return true;
    }

    private static @Nullable MeantLine annotated(Lease lease) {
        String reason = annotatedReason(lease);
        String method = lease.site().methodName();
        return reason.isEmpty() || !MeantLine.isValid(method)
                ? null
                : new MeantLine(method, shortened(reason), "@TrackConnections");
    }

    /**
     * The reason of the annotation on the method or class of the line, or on the operation; empty if there is none. With a limit, the limit
     * decides.
     */
    private static String annotatedReason(Lease lease) {
        if (!lease.site().isKnown()) {
            return "";
        }
        Operation operation = lease.borrower().operation();
        String onOperation = operation.holdLimit() == null ? operation.reason() : "";
        return lease.site().meant().isEmpty() ? onOperation : lease.site().meant();
    }

    private static String shortened(String reason) {
        return reason.length() > 200 ? reason.substring(0, 200) + "…" : reason;
    }

    /** All declarations except annotations: those of admins, then the configured ones. */
    public List<MeantLine> lines() {
        return all().toList();
    }

    private Stream<MeantLine> all() {
        return Stream.concat(declared.stream(), configured.stream());
    }

    /**
     * Adds a declaration, or replaces the one of the same line.
     *
     * @return {@code false} if there are too many
     */
    public synchronized boolean declare(MeantLine line) {
        declared.removeIf(one -> one.line().equals(line.line()));
        return declared.size() < MOST && declared.add(line);
    }

    /** Removes what {@link #declare} added. Returns {@code false} if there is no such declaration. */
    public synchronized boolean withdraw(String line) {
        return declared.removeIf(one -> one.line().equals(line));
    }
}
