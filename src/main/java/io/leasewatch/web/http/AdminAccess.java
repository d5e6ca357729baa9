package io.leasewatch.web.http;

import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;

/** Keeps from viewers what they may not even read. The server lets nobody in who is neither. */
public final class AdminAccess {

    private AdminAccess() {}

    /** Keeps out whoever is none. */
    public static void check(SecurityContext security) {
        if (!security.isUserInRole("leasewatch-admin")) {
            throw Problem.exception(Status.FORBIDDEN, "This is for the role leasewatch-admin.");
        }
    }

    /** The name of the admin who asks. */
    public static String name(SecurityContext security) {
        check(security);
        return security.getUserPrincipal().getName();
    }
}
