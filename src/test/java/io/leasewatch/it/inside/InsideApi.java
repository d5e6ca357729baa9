package io.leasewatch.it.inside;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Where the application's REST resources are. */
@ApplicationPath("/api")
public class InsideApi extends Application {}
