package io.leasewatch.it.corpus;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.flywaydb.core.Flyway;

/** Flyway, which has several connections at once and gives all back. */
@RequestScoped
@Path("flyway")
public class FlywayMigrations extends Databases {

    @GET
    @Path("migrated")
    @Innocent
    public String migrated() {
        return "success: "
                + Flyway.configure(getClass().getClassLoader())
                        .dataSource(manual)
                        .table("corpus_history")
                        .baselineOnMigrate(true)
                        .load()
                        .migrate() // flyway/migrated
                        .success;
    }
}
