package io.leasewatch.monitor.view;

import java.util.List;
import java.util.Map;

/** Leaks. {@code count} and {@code open} count all leaks that match the query. {@code endings} counts all ended leaks by ending. */
public record LeaksView(int count, int open, Map<String, Long> endings, List<?> leaks) {}
