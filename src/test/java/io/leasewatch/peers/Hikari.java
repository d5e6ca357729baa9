package io.leasewatch.peers;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;

/** HikariCP with {@code leakDetectionThreshold}, which says what it finds in its log. */
final class Hikari implements Peer {

    private static final Map<String, String> WORDS = Map.of(
            "Connection leak detection triggered", "leak",
            "was returned to the pool (unleaked)", "returned");

    private final PoolLog log = new PoolLog("com.zaxxer.hikari");
    private final Queue<HikariDataSource> pools = new ConcurrentLinkedQueue<>();

    @Override
    public DataSource pool(String database) {
        HikariDataSource pool = bare(database);
        pool.setLeakDetectionThreshold(Stage.LIMIT.toMillis());
        pools.add(pool);
        return pool;
    }

    /** One that looks for nothing. */
    static HikariDataSource bare(String database) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(database);
        pool.setJdbcUrl("jdbc:h2:mem:" + database + INIT);
        pool.setMaximumPoolSize(2);
        pool.setMinimumIdle(1);
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
        pools.forEach(HikariDataSource::close);
        log.close();
    }
}
