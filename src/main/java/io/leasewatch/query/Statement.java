package io.leasewatch.query;

import io.leasewatch.lease.Site;

/** What is told apart: a statement without its literals, the pool it is executed in, and the line that works with the connection. */
record Statement(String sql, String pool, Site site) {}
