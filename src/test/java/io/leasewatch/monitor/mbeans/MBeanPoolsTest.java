package io.leasewatch.monitor.mbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.leasewatch.core.jdbc.WatchedDataSource;
import io.leasewatch.core.lease.LeaseRegistry;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.time.Ticker;
import io.leasewatch.monitor.pool.PoolSettings;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.monitor.redis.RedisServer;
import io.leasewatch.spi.PoolKind;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.WatchedBy;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.JedisPoolConfig;

class MBeanPoolsTest {

    private final MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
    private final MBeanServer own = MBeanServerFactory.newMBeanServer();

    @Test
    void hikariSaysItsNumbersOnceItsMBeansAreSwitchedOn() throws Exception {
        try (HikariDataSource pool = hikari("mbeans-hikari");
                Connection connection = pool.getConnection()) {
            // It opens one more, so that one is idle again.
            await().until(() -> read("mbeans-hikari").idleCount() == 1);
            PoolReading reading = read("mbeans-hikari");

            assertThat(connection.isValid(1)).isTrue();
            assertThat(reading.inUseCount()).isEqualTo(1);
            assertThat(reading.idleCount()).isEqualTo(1);
            assertThat(reading.waitingCount()).isZero();
            assertThat(reading.maxCount()).isEqualTo(3);
            assertThat(reading.minCount()).isEqualTo(1);
            assertThat(reading.kind()).isEqualTo(PoolKind.JDBC);
            assertThat(reading.watchedBy()).isEqualTo(WatchedBy.POOL_NUMBERS);
        }
    }

    @Test
    void hikariThatIsClosedIsGone() {
        hikari("mbeans-gone").close();

        assertThat(new MBeanPools(platform, InstantSource.system()).read())
                .extracting(PoolReading::poolName)
                .doesNotContain("mbeans-gone");
    }

    @Test
    void dataSourceOfDbcpIsReadWhereverItsNameIs() throws Exception {
        try (BasicDataSource pool = new BasicDataSource()) {
            pool.setUrl("jdbc:h2:mem:mbeans-dbcp");
            pool.setJmxName("shop:name=mbeans-dbcp,type=Pools");
            pool.setMaxTotal(4);
            pool.setMinIdle(1);
            try (Connection connection = pool.getConnection()) {
                PoolReading reading = read("mbeans-dbcp");

                assertThat(connection.isValid(1)).isTrue();
                assertThat(reading.inUseCount()).isEqualTo(1);
                assertThat(reading.waitingCount()).isZero();
                assertThat(reading.maxCount()).isEqualTo(4);
                assertThat(reading.minCount()).isEqualTo(1);
            }
        }
    }

    @Test
    void tomcatSaysItsNumbersOnceItIsRegistered() throws Exception {
        org.apache.tomcat.jdbc.pool.DataSource pool = new org.apache.tomcat.jdbc.pool.DataSource();
        pool.setName("mbeans-tomcat");
        pool.setUrl("jdbc:h2:mem:mbeans-tomcat");
        pool.setDriverClassName("org.h2.Driver");
        pool.setInitialSize(2);
        pool.setMinIdle(2);
        pool.setMaxActive(5);
        ObjectName name = new ObjectName("tomcat.jdbc:type=ConnectionPool,name=mbeans-tomcat");
        platform.registerMBean(pool.createPool().getJmxPool(), name);
        try (Connection connection = pool.getConnection()) {
            PoolReading reading = read("mbeans-tomcat");

            assertThat(connection.isValid(1)).isTrue();
            assertThat(reading.inUseCount()).isEqualTo(1);
            assertThat(reading.idleCount()).isEqualTo(1);
            assertThat(reading.waitingCount()).isZero();
            assertThat(reading.maxCount()).isEqualTo(5);
            assertThat(reading.minCount()).isEqualTo(2);
        } finally {
            platform.unregisterMBean(name);
            pool.close(true);
        }
    }

    @Test
    void clientsPoolOfJedisIsOneOfRedis() throws Exception {
        JedisPoolConfig size = new JedisPoolConfig();
        size.setJmxNamePrefix("mbeans-jedis");
        size.setMaxTotal(6);
        try (RedisServer server = RedisServer.start();
                JedisPool pool = new JedisPool(size, "127.0.0.1", server.port());
                Jedis client = pool.getResource()) {
            client.ping();

            PoolReading reading = read("jedis/mbeans-jedis");

            assertThat(reading.kind()).isEqualTo(PoolKind.REDIS);
            assertThat(reading.inUseCount()).isEqualTo(1);
            assertThat(reading.waitingCount()).isZero();
            assertThat(reading.maxCount()).isEqualTo(6);
        }
    }

    @Test
    void poolOfOracleIsReadByTheNamesOfItsAttributes() throws Exception {
        own.registerMBean(
                new FakeMBean(Map.of(
                        "borrowedConnectionsCount", 2,
                        "availableConnectionsCount", 3,
                        "pendingRequestsCount", 1,
                        "maxPoolSize", 5,
                        "minPoolSize", 1)),
                new ObjectName("oracle.ucp.admin.UniversalConnectionPoolMBean:name=orders"));

        PoolReading reading = readOwn().get(0);

        assertThat(reading.poolName()).isEqualTo("orders");
        assertThat(reading.toString()).isEqualTo("Pool 'orders': 40% utilized (2/5 active, 3 idle, 1 waiting)");
        assertThat(reading.minCount()).isEqualTo(1);
    }

    @Test
    void numberThatIsMissingIsUnknown() throws Exception {
        own.registerMBean(
                new FakeMBean(Map.of("ActiveConnections", 2)), new ObjectName("com.zaxxer.hikari:type=Pool (orders)"));

        PoolReading reading = readOwn().get(0);

        assertThat(reading.inUseCount()).isEqualTo(2);
        assertThat(reading.waitingCount()).isNull();
        assertThat(reading.maxCount()).isNull();
        assertThat(reading.minCount()).isNull();
    }

    @Test
    void newerNameOfHikariIsKnownToo() throws Exception {
        own.registerMBean(
                new FakeMBean(Map.of("ActiveConnections", 2)),
                new ObjectName("com.zaxxer.hikari:type=Pool,name=orders"));
        own.registerMBean(
                new FakeMBean(Map.of("MaximumPoolSize", 7)),
                new ObjectName("com.zaxxer.hikari:type=PoolConfig,name=orders"));

        assertThat(readOwn()).singleElement().extracting(PoolReading::maxCount).isEqualTo(7);
    }

    @Test
    void poolThatFailsIsMissingAndTheOthersAreNot() throws Exception {
        own.registerMBean(
                new FakeMBean(Map.of("ActiveConnections", new IllegalStateException("closing"))),
                new ObjectName("com.zaxxer.hikari:type=Pool (closing)"));
        own.registerMBean(
                new FakeMBean(Map.of("ActiveConnections", 2)), new ObjectName("com.zaxxer.hikari:type=Pool (orders)"));
        own.registerMBean(new FakeMBean(Map.of()), new ObjectName("com.zaxxer.hikari:type=Pool (other)"));

        assertThat(readOwn()).extracting(PoolReading::poolName).containsExactly("orders");
    }

    @Test
    void poolThatIsWatchedUnderTheSameNameIsOnePool() throws Exception {
        LeaseRegistry registry = new LeaseRegistry(Ticker.SYSTEM, LeaseSettings.DEFAULT);
        PoolWatch watch = new PoolWatch(
                registry,
                List.of(new MBeanPools(platform, InstantSource.system())),
                List.of(),
                InstantSource.system(),
                Ticker.SYSTEM,
                PoolSettings.DEFAULT);
        try (HikariDataSource pool = hikari("mbeans-watched");
                Connection connection =
                        new WatchedDataSource(pool, registry.pool("mbeans-watched", ""), registry).getConnection()) {
            watch.read();

            assertThat(Objects.requireNonNull(connection).isValid(1)).isTrue();
            assertThat(watch.readings())
                    .filteredOn(reading -> reading.poolName().equals("mbeans-watched"))
                    .singleElement()
                    .satisfies(reading -> {
                        assertThat(reading.watchedBy()).isEqualTo(WatchedBy.WRAPPER);
                        assertThat(reading.inUseCount()).isEqualTo(1);
                        assertThat(reading.maxCount()).isEqualTo(3);
                    });
        }
    }

    private static HikariDataSource hikari(String name) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setJdbcUrl("jdbc:h2:mem:" + name);
        pool.setMaximumPoolSize(3);
        pool.setMinimumIdle(1);
        pool.setRegisterMbeans(true);
        return pool;
    }

    private PoolReading read(String name) {
        return new MBeanPools(platform, InstantSource.system())
                .read().stream()
                        .filter(reading -> reading.poolName().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("There is no pool " + name));
    }

    private List<PoolReading> readOwn() {
        return new MBeanPools(own, InstantSource.system()).read();
    }
}
