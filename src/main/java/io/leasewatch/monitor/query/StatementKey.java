package io.leasewatch.monitor.query;

import io.leasewatch.core.site.Site;

/** The key by which slow statements are counted: the text without literals, the pool, and the line that took the connection. */
record StatementKey(String sql, String pool, Site site) {}
