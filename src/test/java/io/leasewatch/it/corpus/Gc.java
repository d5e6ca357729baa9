package io.leasewatch.it.corpus;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Not a program: what nobody can reach is to be collected now. */
@Path("gc")
public class Gc {

    @GET
    public String collect() {
        System.gc();
        return "collected";
    }
}
