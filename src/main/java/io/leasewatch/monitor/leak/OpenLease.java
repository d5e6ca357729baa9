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
 * An open lease as it was at one moment. Immutable but for the lease, which goes on living.
 *
 * @param lease the lease, for what never changes of it
 * @param age how long it had been held
 * @param leaked whether it had been called a leak by then
 * @param activity {@code executing}, {@code idle} or {@code idle_in_transaction}; {@code null} if nobody saw what is done with it
 * @param activityAge since when; {@code null} as well then
 * @param lastSql the last statement, without literals; {@code null} before the first
 * @param threadState what the thread that took it was at, in small letters as in {@link Thread.State}; {@code ended} if it is gone
 * @param stack where that thread was, innermost frame first, at most {@link HolderThreads#MOST_FRAMES}; empty if it had ended
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
