package io.leasewatch.monitor.query;

import io.leasewatch.core.site.Site;

/** What is told apart: a statement without its literals, the pool it is executed in, and the line that works with the connection. */
record StatementKey(String sql, String pool, Site site) {}
