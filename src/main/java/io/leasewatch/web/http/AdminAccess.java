package io.leasewatch.web.http;

import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;

/** Checks that a user is an admin. Users who are neither viewer nor admin are rejected by the server before that. */
public final class AdminAccess {

    private AdminAccess() {}

    /** Answers 403 unless the user has the role leasewatch-admin. */
    public static void check(SecurityContext security) {
        if (!security.isUserInRole("leasewatch-admin")) {
            throw Problem.exception(Status.FORBIDDEN, "This needs the role leasewatch-admin.");
        }
    }

    /** The name of the admin who sent the request. Answers 403 unless the user is an admin. */
    public static String name(SecurityContext security) {
        check(security);
        return security.getUserPrincipal().getName();
    }
}
