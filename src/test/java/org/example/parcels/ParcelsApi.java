package org.example.parcels;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Parcels over HTTP. */
@ApplicationPath("/api")
public class ParcelsApi extends Application {}
