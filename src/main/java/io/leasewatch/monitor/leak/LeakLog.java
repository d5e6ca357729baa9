package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Activity;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.text.SafeLogger;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.monitor.leak.RepeatedLeaks.Summary;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Logs the first leaks of each line of code and their ends, and summarizes further ones.
 *
 * <p>Thread-safe. At most {@link #MOST_LINES} lines of code are counted; a further one replaces the one that leaked longest ago.
 */
public final class LeakLog implements LeakListener {

    static final int MOST_LINES = 200;

    private static final Logger LOG = SafeLogger.of(LeakLog.class);

    private final InstantSource clock;
    /** The line that leaked longest ago first. */
    private final Map<Line, RepeatedLeaks> lines = new LinkedHashMap<>(16, 0.75f, true);

    private final Set<Leak> loggedSingly = new HashSet<>();
    private LogStack logStack;

    public LeakLog(InstantSource clock, LogStack logStack) {
        this.clock = clock;
        this.logStack = logStack;
    }

    /** Sets which stacks are logged from now on. */
    public synchronized void apply(LogStack next) {
        logStack = next;
    }

    @Override
    public synchronized void leaked(Leak leak) {
        RepeatedLeaks line = line(leak);
        boolean singly = line.found(clock.instant());
        AcquisitionStack stack = AcquisitionStack.of(leak, logStack);
        // The first leak of a line has no stack in the default capture mode, so the first stack may come after the
        // leaks
        // that are logged singly.
        boolean withStack = stack != null && line.takeStack();
        if (singly || withStack) {
            loggedSingly.add(leak);
            log(leak, withStack ? stack : null);
        }
    }

    private static void log(Leak leak, @Nullable AcquisitionStack stack) {
        Lease lease = leak.lease();
        LOG.log(
                Level.WARNING,
                "LSW3001W: " + placeOf(lease.site()) + (leak.isCertain() ? " leaked " : " may leak ") + whatOf(lease)
                        + ": "
                        + leak.evidence() + ". Taken by " + whoOf(lease.borrower()) + ", thread "
                        + lease.holder().name() + " (lease " + lease.id() + ", " + leak.kind() + activityOf(lease)
                        + "). " + remedyOf(leak.isCertain()),
                stack);
    }

    @Override
    public synchronized void ended(Leak leak, Ending ending) {
        boolean singly = loggedSingly.remove(leak);
        RepeatedLeaks line = lines.get(Line.of(leak));
        if (line != null) {
            line.ended(singly, clock.instant());
        }
        if (singly) {
            Lease lease = leak.lease();
            LOG.log(
                    Level.INFO,
                    "LSW3002I: {0} {1} {2}, which was {3} (lease {4}).",
                    placeOf(lease.site()),
                    leak.isCertain() ? "leaked" : "was suspected to leak",
                    whatOf(lease),
                    endOf(lease, ending),
                    Long.toString(lease.id()));
        }
    }

    /** Logs the summaries that are due. */
    public synchronized void summarize() {
        Instant now = clock.instant();
        lines.forEach((line, leaks) -> {
            if (leaks.isDue(now)) {
                log(line, leaks.summarize(now));
            }
        });
        lines.values().removeIf(leaks -> leaks.isOver(now));
    }

    /** Logs what was not summarized yet. */
    public synchronized void close() {
        Instant now = clock.instant();
        lines.forEach((line, leaks) -> log(line, leaks.summarize(now)));
        lines.clear();
    }

    /** Logs the next leaks of each line singly again. */
    public synchronized void reset() {
        lines.clear();
        loggedSingly.clear();
    }

    private static void log(Line line, Summary summary) {
        if (summary.found() > 0) {
            LOG.log(
                    Level.WARNING,
                    "LSW3005W: {0} {1} {2} in {3}: {4} in {5}, {6} still open. {7}",
                    placeOf(line.site()),
                    line.certain() ? "leaked" : "may have leaked",
                    line.more(summary.found()),
                    HumanText.duration(summary.interval()),
                    Long.toString(summary.all()),
                    HumanText.duration(summary.since()),
                    Long.toString(summary.open()),
                    remedyOf(line.certain()));
        } else if (summary.ended() > 0) {
            LOG.log(
                    Level.INFO,
                    "LSW3006I: {0} {1} {2}, which ended in {3}. {4} still open.",
                    placeOf(line.site()),
                    line.certain() ? "had leaked" : "was suspected to leak",
                    line.more(summary.ended()),
                    HumanText.duration(summary.interval()),
                    summary.open() == 0 ? "None is" : summary.open() + (summary.open() == 1 ? " is" : " are"));
        }
    }

    private RepeatedLeaks line(Leak leak) {
        Line key = Line.of(leak);
        RepeatedLeaks known = lines.get(key);
        if (known != null) {
            return known;
        }
        Instant now = clock.instant();
        if (lines.size() >= MOST_LINES) {
            Map.Entry<Line, RepeatedLeaks> oldest = lines.entrySet().iterator().next();
            log(oldest.getKey(), oldest.getValue().summarize(now));
            lines.remove(oldest.getKey());
        }
        RepeatedLeaks added = new RepeatedLeaks(now);
        lines.put(key, added);
        return added;
    }

    private static String activityOf(Lease lease) {
        // The server may have ended the transaction since.
        Activity activity = lease.wasIdleInTransaction() ? Activity.IDLE_IN_TRANSACTION : lease.activity();
        return activity == null ? "" : ", " + activity.words();
    }

    private static String whatOf(Lease lease) {
        return lease.isDeclared()
                ? "tracked work"
                : "a connection of " + lease.pool().name();
    }

    private static String placeOf(Site site) {
        return site.isKnown() ? site + " (" + site.method() + ")" : "An unknown line";
    }

    /** How long a lease is held that was declared as intended is not known yet. */
    private static String endOf(Lease lease, Ending ending) {
        return ending == Ending.MEANT
                ? "declared as intended"
                : ending.outcome().replace('_', ' ') + " after "
                        + HumanText.duration(Duration.ofNanos(lease.heldNanosAt(0)));
    }

    private static String whoOf(Borrower borrower) {
        return borrower == Borrower.UNKNOWN
                ? "work outside any request"
                : borrower.operation().name() + " of " + borrower.operation().service() + ", request "
                        + borrower.requestId();
    }

    private static String remedyOf(boolean certain) {
        return certain
                ? "Close it there, best with try-with-resources."
                : "If it is needed that long, allow that line more time; otherwise close it earlier.";
    }

    /** A line of code and a pool, whose name is empty for tracked work. Certain leaks and suspicions are counted separately. */
    private record Line(String pool, Site site, boolean certain) {

        static Line of(Leak leak) {
            Lease lease = leak.lease();
            return new Line(lease.pool().name(), lease.site(), leak.isCertain());
        }

        String more(long count) {
            return pool.isEmpty()
                    ? HumanText.count(count, "more piece") + " of tracked work"
                    : HumanText.count(count, "more connection") + " of " + pool;
        }
    }
}
