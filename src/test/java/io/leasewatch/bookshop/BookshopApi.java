package io.leasewatch.bookshop;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The bookshop's REST API. */
@ApplicationPath("/api")
public class BookshopApi extends Application {}
