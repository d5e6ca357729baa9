package io.leasewatch.it.corpus;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.SQLException;

/** What a bean took when it started. */
@RequestScoped
@Path("leader")
public class Election {

    @EJB
    private Leader leader;

    @GET
    @Path("with-a-reason")
    @Innocent
    public String withAReason() throws SQLException {
        return leader.check();
    }

    @GET
    @Path("without-a-reason")
    @Leaks(kind = "overdue")
    public String withoutAReason() throws SQLException {
        return leader.check();
    }
}
