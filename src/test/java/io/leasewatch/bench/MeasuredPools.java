package io.leasewatch.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** The pools of the measured application itself, for comparison. */
final class MeasuredPools {

    private static final Map<Boolean, DataSource> POOLS = new ConcurrentHashMap<>();

    private MeasuredPools() {}

    /** A pool of HikariCP for the connections of {@code source}; with its leak detection or without it. */
    static DataSource of(boolean detecting) {
        return POOLS.computeIfAbsent(detecting, MeasuredPools::create);
    }

    private static DataSource create(boolean detecting) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:bench;DB_CLOSE_DELAY=-1");
        config.setDriverClassName("org.h2.Driver");
        config.setMaximumPoolSize(10);
        config.setLeakDetectionThreshold(detecting ? 60_000 : 0);
        return new HikariDataSource(config);
    }
}
