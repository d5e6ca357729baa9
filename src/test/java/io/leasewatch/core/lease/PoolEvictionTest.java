package io.leasewatch.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PoolEvictionTest {

    private static final String TENANT = "tenant-1";

    private final Leases leases = new Leases();

    @Test
    void poolWhoseDataSourceIsGoneIsEvictedAfterAWhile() {
        useByADataSourceThatIsCollected();

        assertThat(leases.registry.evictPools()).isEmpty();
        leases.ticker.advance(Pools.EVICTED_AFTER.minusSeconds(1));
        assertThat(leases.registry.evictPools()).isEmpty();
        leases.ticker.advance(Duration.ofSeconds(1));

        assertThat(leases.registry.evictPools()).containsExactly(TENANT);
        assertThat(leases.registry.pools()).isEmpty();
    }

    @Test
    void poolWithAnOpenLeaseIsNeverEvicted() {
        useByADataSourceThatIsCollected();
        Lease lease = leases.take(TENANT);

        evictLater();
        assertThat(leases.registry.pools()).containsKey(TENANT);
        leases.giveBack(lease);
        evictLater();

        assertThat(leases.registry.pools()).isEmpty();
    }

    @Test
    void poolThatADataSourceMayStillUseIsNotEvicted() {
        Object source = new Object();
        useByADataSourceThatIsCollected();
        leases.registry.pool(TENANT, "").usedBy(source);

        evictLater();

        assertThat(leases.registry.pools()).containsKey(TENANT);
        assertThat(source).isNotNull();
    }

    @Test
    void applicationThatIsDeployedAgainKeepsThePool() {
        useByADataSourceThatIsCollected();
        Pool pool = leases.registry.pool(TENANT, "");
        leases.registry.evictPools();
        leases.ticker.advance(Pools.EVICTED_AFTER);

        Pool again = leases.registry.pool(TENANT, "");

        assertThat(leases.registry.evictPools()).isEmpty();
        assertThat(again).isSameAs(pool);
    }

    /** The first call finds the pool unused, the second evicts it. */
    private void evictLater() {
        leases.registry.evictPools();
        leases.ticker.advance(Pools.EVICTED_AFTER);
        leases.registry.evictPools();
    }

    private void useByADataSourceThatIsCollected() {
        PoolUsers users = leases.registry.pool(TENANT, "").users();
        users.add(new Object());
        while (!users.areGone()) {
            System.gc();
        }
    }
}
