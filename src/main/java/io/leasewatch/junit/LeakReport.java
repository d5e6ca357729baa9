package io.leasewatch.junit;

import io.leasewatch.core.lease.Handle;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.text.SqlText;
import io.leasewatch.core.work.Operation;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** What a test is told that left leases open. */
final class LeakReport {

    private LeakReport() {}

    /** The message about {@code left}, at {@code nowNanos} of their registry's ticker. */
    static String text(List<Lease> left, long nowNanos) {
        String first = left.size() == 1 ? "1 lease was not given back:" : left.size() + " leases were not given back:";
        return left.stream().map(lease -> line(lease, nowNanos)).collect(Collectors.joining("", first, ""));
    }

    private static String line(Lease lease, long nowNanos) {
        Duration held = lease.ageAt(nowNanos).truncatedTo(ChronoUnit.MILLIS);
        String method = lease.site().isKnown() ? " (" + lease.site().method() + ")" : "";
        return "\n  " + what(lease) + ", taken at " + lease.site() + method + " by thread "
                + lease.holder().name() + ", held for " + held + lastSql(lease);
    }

    private static String what(Lease lease) {
        Operation operation = lease.borrower().operation();
        return lease.isDeclared()
                ? "the work " + operation.name() + " of " + operation.service()
                : "a connection of " + lease.pool().name();
    }

    private static String lastSql(Lease lease) {
        Handle handle = lease.handle();
        String sql = handle == null ? null : handle.sql();
        return sql == null ? "" : ", last SQL: " + SqlText.shown(sql);
    }
}
