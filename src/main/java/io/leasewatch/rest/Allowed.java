package io.leasewatch.rest;

import io.leasewatch.leak.ReclaimRules;
import jakarta.json.JsonObject;

/** What an admin who takes leases back allows besides closing connections. */
final class Allowed {

    static final String CANCEL = "cancelStatements";
    static final String ROLL_BACK = "rollbackTransactions";

    private Allowed() {}

    /** What the request says; where it says nothing, {@code otherwise} holds. */
    static ReclaimRules by(JsonObject wanted, ReclaimRules otherwise) {
        return new ReclaimRules(
                Parameter.flag(wanted, CANCEL, otherwise.cancelsStatements()),
                Parameter.flag(wanted, ROLL_BACK, otherwise.rollsBackTransactions()));
    }
}
