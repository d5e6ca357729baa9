package io.leasewatch.monitor.postgres;

import java.time.Duration;
import java.util.List;

/**
 * The polled PostgreSQL databases, and how they are polled.
 *
 * @param dataSources JNDI names of data sources whose databases are polled
 * @param url the JDBC URL of a database that is polled over a dedicated connection, empty for none
 * @param user the user of that connection
 * @param password the password of that user
 * @param timeout the timeout of a query
 * @param interval the pause between two polls
 */
public record PostgresSettings(
        List<String> dataSources, String url, String user, String password, Duration timeout, Duration interval) {

    /** No database is polled. */
    public static final PostgresSettings DEFAULT =
            new PostgresSettings(List.of(), "", "", "", Duration.ofSeconds(2), Duration.ofSeconds(5));

    public PostgresSettings {
        dataSources = List.copyOf(dataSources);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PostgresSettings[dataSources=" + dataSources + ", url=" + !url.isEmpty() + ", timeout=" + timeout
                + ", interval=" + interval + "]";
    }
}
