package io.leasewatch.web.http;

import io.leasewatch.monitor.reclaim.ReclaimRules;
import jakarta.json.JsonObject;

/** The steps that an admin allows for a reclaim in addition to closing the connection. */
public final class ReclaimPermissions {

    public static final String CANCEL = "cancelStatements";
    public static final String ROLL_BACK = "rollbackTransactions";

    private ReclaimPermissions() {}

    /** Reads the permissions from a request. A member that is left out is taken from {@code otherwise}. */
    public static ReclaimRules by(JsonObject wanted, ReclaimRules otherwise) {
        return new ReclaimRules(
                Parameter.flag(wanted, CANCEL, otherwise.cancelsStatements()),
                Parameter.flag(wanted, ROLL_BACK, otherwise.rollsBackTransactions()));
    }
}
