package io.leasewatch.monitor.database;

import java.util.Optional;

/** What is known of the poolers that stand before databases. */
@FunctionalInterface
public interface Poolers {

    /**
     * Why clients of a pooler wait although it works: its pool is full. Empty if that is not so, or no such pooler is known.
     *
     * @param url the JDBC URL with which the clients connect
     */
    Optional<String> full(String url);
}
