package io.leasewatch.monitor.leak;

import io.leasewatch.core.lease.Handle;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.text.SqlText;
import io.leasewatch.monitor.leak.HolderThreads.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of an open lease. Immutable, except for the lease.
 *
 * @param lease the lease; use only its immutable properties
 * @param age how long it had been held
 * @param leaked whether it had been reported as a leak
 * @param activity {@code executing}, {@code idle} or {@code idle_in_transaction}; {@code null} if unknown
 * @param activityAge how long the activity had lasted; {@code null} if {@code activity} is
 * @param lastSql the last statement, without literals; {@code null} before the first
 * @param threadState the lower-case {@link Thread.State} of the thread that took it, or {@code ended}
 * @param stack the stack of that thread, innermost frame first, at most {@link HolderThreads#MOST_FRAMES} frames; empty if it has ended
 */
public record OpenLease(
        Lease lease,
        Duration age,
        boolean leaked,
        @Nullable String activity,
        @Nullable Duration activityAge,
        @Nullable String lastSql,
        String threadState,
        List<StackTraceElement> stack) {

    static OpenLease of(Lease lease, @Nullable Seen thread, long nowNanos) {
        Handle handle = lease.handle();
        String sql = handle == null ? null : handle.sql();
        return new OpenLease(
                lease,
                Duration.ofNanos(lease.heldNanosAt(nowNanos)),
                lease.hasLeaked(),
                handle == null ? null : handle.activity().label(),
                handle == null ? null : Duration.ofNanos(handle.nanosAt(nowNanos)),
                sql == null ? null : SqlText.shown(sql),
                thread == null ? "ended" : thread.state().name().toLowerCase(Locale.ROOT),
                thread == null ? List.of() : thread.stack());
    }
}
