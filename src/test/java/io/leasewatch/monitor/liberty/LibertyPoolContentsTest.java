package io.leasewatch.monitor.liberty;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.monitor.pool.PoolContents;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LibertyPoolContentsTest {

    @Test
    void connectionInUseWithoutHandleIsRetainedInATransactionAndUnusedOtherwise() {
        PoolContents contents = LibertyPoolContents.parse("""
                PoolManager@4bab5d4a
                jndiName=jdbc/app
                maxPoolSize=20
                size=6
                waiting=0
                unshared=1
                 ManagedConnection@1d10c424=ActiveInUse thread=null
                shared=4
                 ManagedConnection@4a30d32=ActiveInUse thread=null transaction=2 connectionHandles=0
                 ManagedConnection@58d6acf2=ActiveInUse thread=null transaction=2 connectionHandles=1
                 ManagedConnection@15b20323=ActiveInTransaction thread=null transaction=2 connectionHandles=0
                 ManagedConnection@684715c9=ActiveInUseToBePurged thread=null transaction=2 connectionHandles=0
                available=1
                 ManagedConnection@60ade88=Reusable
                """);

        assertThat(contents).isEqualTo(new PoolContents(Set.of("4a30d32", "684715c9"), 1));
    }

    @Test
    void textOfAnotherShapeSaysNothing() {
        assertThat(LibertyPoolContents.parse("")).isEqualTo(new PoolContents(Set.of(), 0));
    }
}
