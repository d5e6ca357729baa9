package io.leasewatch.peers;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;

/** Tomcat JDBC with {@code suspectTimeout} and {@code logAbandoned}, which says what it finds in its log. */
final class Tomcat implements Peer {

    /** What every pool of the kind logs to. */
    static final String LOG = "org.apache.tomcat.jdbc.pool";

    private static final Map<String, String> WORDS = Map.of(
            "has been marked suspect, possibly abandoned", "leak",
            "that has been marked suspect was returned", "returned");

    private final PoolLog log;
    private final String interceptors;
    private final Queue<DataSource> pools = new ConcurrentLinkedQueue<>();

    /** With interceptors such as {@code ResetAbandonedTimer}, to which every statement is a sign of life; empty for none. */
    Tomcat(PoolLog log, String interceptors) {
        this.log = log;
        this.interceptors = interceptors;
    }

    @Override
    public DataSource pool(String database) {
        PoolProperties properties = new PoolProperties();
        properties.setName(database);
        properties.setDriverClassName("org.h2.Driver");
        properties.setUrl("jdbc:h2:mem:" + database + INIT);
        properties.setMaxActive(2);
        properties.setInitialSize(1);
        properties.setJmxEnabled(false);
        properties.setSuspectTimeout((int) Stage.LIMIT.toSeconds());
        properties.setLogAbandoned(true);
        if (!interceptors.isEmpty()) {
            properties.setJdbcInterceptors(interceptors);
        }
        properties.setTimeBetweenEvictionRunsMillis(1000);
        DataSource pool = new DataSource(properties);
        pools.add(pool);
        return pool;
    }

    @Override
    public List<Said> said(String database) {
        return log.said(database, WORDS);
    }

    @Override
    public String right(PlainProgram program) {
        return program.rightOfAPool();
    }

    @Override
    public void close() {
        pools.forEach(pool -> pool.close(true));
    }
}
