package io.leasewatch.monitor.postgres;

import java.time.Duration;
import java.util.List;

/**
 * Which PostgreSQL is asked, and how often.
 *
 * @param dataSources JNDI names of data sources whose databases are asked
 * @param url a database that is asked over a connection of our own, empty for none
 * @param user who asks there
 * @param password their password
 * @param timeout how long a database may take for an answer
 * @param interval how long after one look the next one is
 */
public record PostgresSettings(
        List<String> dataSources, String url, String user, String password, Duration timeout, Duration interval) {

    /** Nobody is asked. */
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
