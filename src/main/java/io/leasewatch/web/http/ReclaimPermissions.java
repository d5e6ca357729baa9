package io.leasewatch.web.http;

import io.leasewatch.monitor.leak.ReclaimRules;
import jakarta.json.JsonObject;

/** What an admin who takes leases back allows besides closing connections. */
public final class ReclaimPermissions {

    public static final String CANCEL = "cancelStatements";
    public static final String ROLL_BACK = "rollbackTransactions";

    private ReclaimPermissions() {}

    /** What the request says; where it says nothing, {@code otherwise} holds. */
    public static ReclaimRules by(JsonObject wanted, ReclaimRules otherwise) {
        return new ReclaimRules(
                Parameter.flag(wanted, CANCEL, otherwise.cancelsStatements()),
                Parameter.flag(wanted, ROLL_BACK, otherwise.rollsBackTransactions()));
    }
}
