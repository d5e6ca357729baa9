package io.leasewatch.monitor.liberty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.spi.PoolReading;
import io.leasewatch.spi.WatchedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class LibertyPoolsTest {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final ManualClock clock = new ManualClock();
    private final LibertyPools pools = new LibertyPools(server, clock);

    @Test
    void serverWithoutStatisticsHasNoPools() {
        assertThat(pools.read()).isEmpty();
    }

    @Test
    void poolIsReadByItsCounters() throws JMException {
        register("jdbc/app", PoolStatistics.of(10, 3, 30));

        assertThat(pools.read())
                .containsExactly(PoolReading.of("jdbc/app", WatchedBy.POOL_NUMBERS, clock.instant())
                        .open(3, 7)
                        .max(30)
                        .build());
    }

    @Test
    void onlyCountersAreReadBecauseThePoolItselfWouldHaveToTakeItsLock() throws JMException {
        PoolStatistics statistics = PoolStatistics.of(10, 3, 30);
        register("jdbc/app", statistics);

        pools.read();

        assertThat(statistics.asked())
                .containsExactlyInAnyOrder("ManagedConnectionCount", "FreeConnectionCount", "MaxConnectionsLimit");
    }

    @Test
    void otherBeansOfTheServerAreNoPools() throws JMException {
        server.registerMBean(
                PoolStatistics.of(1, 1, 1), new ObjectName("WebSphere:type=ThreadPoolStats,name=Default Executor"));
        server.registerMBean(
                PoolStatistics.of(1, 1, 1),
                new ObjectName(
                        "WebSphere:type=com.ibm.ws.jca.cm.mbean.ConnectionManagerMBean,jndiName=jdbc/app,name=app"));

        assertThat(pools.read()).isEmpty();
    }

    @Test
    void maximumOfZeroIsNoMaximum() throws JMException {
        register("jdbc/app", PoolStatistics.of(10, 3, 0));

        assertThat(pools.read()).extracting(PoolReading::maxCount).containsOnlyNulls();
    }

    @Test
    void counterBelowZeroCountsAsZero() throws JMException {
        register("jdbc/app", PoolStatistics.of(4, -1, 30));

        assertThat(pools.read()).singleElement().satisfies(reading -> {
            assertThat(reading.idleCount()).isZero();
            assertThat(reading.inUseCount()).isEqualTo(4);
        });
    }

    @Test
    void poolWithMoreFreeConnectionsThanConnectionsIsOneInWhichAllAreIdle() throws JMException {
        register("jdbc/app", PoolStatistics.of(4, 5, 30));

        assertThat(pools.read()).singleElement().satisfies(reading -> {
            assertThat(reading.idleCount()).isEqualTo(4);
            assertThat(reading.inUseCount()).isZero();
        });
    }

    @Test
    void counterThatIsMissingOrNoNumberCountsAsZero() throws JMException {
        register(
                "jdbc/app",
                new PoolStatistics(Map.of("ManagedConnectionCount", 4L, "FreeConnectionCount", "?"), () -> {}));

        assertThat(pools.read()).singleElement().satisfies(reading -> {
            assertThat(reading.totalCount()).isEqualTo(4);
            assertThat(reading.idleCount()).isZero();
            assertThat(reading.maxCount()).isNull();
        });
    }

    @Test
    void poolThatGoesAwayWhileWeLookIsMissingAndNoOther() throws JMException {
        List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h");
        Set<String> goners = Set.of("a", "c", "e", "g");
        List<String> left = new ArrayList<>();
        for (String name : names) {
            Runnable removal = goners.contains(name) ? () -> {} : () -> goners.forEach(goner -> remove(goner, left));
            register(name, new PoolStatistics(Map.of("ManagedConnectionCount", 1L), removal));
        }

        List<String> read = pools.read().stream().map(PoolReading::poolName).toList();

        assertThat(left).isNotEmpty();
        assertThat(read).contains("b", "d", "f", "h");
    }

    @Test
    void namesOfAnApplicationsOwnDataSourcesAreWrittenAsPeopleLookThemUp() {
        assertThat(LibertyPools.jndiName("java-app/jdbc/x")).isEqualTo("java:app/jdbc/x");
        assertThat(LibertyPools.jndiName("java-module/jdbc/x")).isEqualTo("java:module/jdbc/x");
        assertThat(LibertyPools.jndiName("java-comp/env/jdbc/x")).isEqualTo("java:comp/env/jdbc/x");
        assertThat(LibertyPools.jndiName("java-global/jdbc/x")).isEqualTo("java:global/jdbc/x");
        assertThat(LibertyPools.jndiName("java-books/jdbc/x")).isEqualTo("java-books/jdbc/x");
        assertThat(LibertyPools.jndiName("jdbc/java-app/x")).isEqualTo("jdbc/java-app/x");
    }

    @Test
    void statisticsThatCannotBeReadAreAnErrorOfTheSource() throws JMException {
        register("jdbc/app", new PoolStatistics(Map.of(), () -> {
            throw new IllegalStateException("out of order");
        }));

        assertThatThrownBy(pools::read).hasMessageContaining("out of order");
    }

    private void register(String pool, PoolStatistics statistics) throws JMException {
        server.registerMBean(statistics, name(pool));
    }

    private void remove(String pool, List<String> removed) {
        try {
            if (server.isRegistered(name(pool))) {
                server.unregisterMBean(name(pool));
                removed.add(pool);
            }
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectName name(String pool) throws JMException {
        return new ObjectName("WebSphere:type=ConnectionPoolStats,name=" + pool);
    }
}
