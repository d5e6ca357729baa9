package io.leasewatch.junit;

import io.leasewatch.core.lease.Handle;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.text.HumanText;
import io.leasewatch.core.text.SqlText;
import io.leasewatch.core.work.Operation;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the message of a test that left leases open. */
final class LeakReport {

    private LeakReport() {}

    /** The message about {@code left}, at {@code nowNanos} of the ticker of their registry. */
    static String text(List<Lease> left, long nowNanos) {
        String first = left.size() == 1 ? "1 lease was not closed:" : left.size() + " leases were not closed:";
        return left.stream().map(lease -> line(lease, nowNanos)).collect(Collectors.joining("", first, ""));
    }

    private static String line(Lease lease, long nowNanos) {
        String held = HumanText.duration(lease.ageAt(nowNanos));
        String method = lease.site().isKnown() ? " (" + lease.site().method() + ")" : "";
        return "\n  " + what(lease) + ", taken at " + lease.site() + method + " by thread "
                + lease.holder().name() + ", held for " + held + lastSql(lease);
    }

    private static String what(Lease lease) {
        Operation operation = lease.borrower().operation();
        return lease.isDeclared()
                ? "the declared lease " + operation.name() + " of " + operation.service()
                : "a connection of " + lease.pool().name();
    }

    private static String lastSql(Lease lease) {
        Handle handle = lease.handle();
        String sql = handle == null ? null : handle.sql();
        return sql == null ? "" : ", last SQL: " + SqlText.shown(sql);
    }
}
