package io.leasewatch.monitor.pool;

import static io.leasewatch.monitor.pool.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.Pool.ManagedConnection;
import io.leasewatch.monitor.pool.PoolAccount.Explained;
import io.leasewatch.spi.PoolReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoolAccountTest {

    private static final Duration AFTER = Duration.ofSeconds(10);

    private final Leases leases = new Leases();
    private final PoolAccount account = new PoolAccount();
    private Optional<PoolContents> contents = Optional.empty();
    private int contentsRead;
    private Instant now = Instant.parse("2031-03-05T07:00:00Z");

    @Test
    void connectionWithoutHandleAndUnitOfWorkIsStrandedAfterAWhile() {
        Pool wrapped = leases.registry.pool("jdbc/app", "");
        contents = Optional.of(new PoolContents(Set.of("4a30d32"), 0));

        Explained explained = after(25, 1, wrapped);

        assertThat(explained.stranded()).extracting(StrandedConnection::id).containsExactly("4a30d32");
        assertThat(explained.retained()).isZero();
        assertThat(explained.unexplained()).isZero();
    }

    @Test
    void connectionOfAUnitOfWorkIsRetainedHoweverLongThatTakes() {
        Pool wrapped = leases.registry.pool("jdbc/app", "");
        contents = Optional.of(new PoolContents(Set.of(), 2));

        Explained explained = after(60, 2, wrapped);

        assertThat(explained).isEqualTo(new Explained(2, null, List.of(), 0));
    }

    @Test
    void connectionThatTheServerLendsToOthersIsUnexplained() {
        Pool wrapped = leases.registry.pool("jdbc/app", "");
        contents = Optional.of(new PoolContents(Set.of(), 1));

        Explained explained = after(25, 3, wrapped);

        assertThat(explained.retained()).isEqualTo(1);
        assertThat(explained.unexplained()).isEqualTo(2);
    }

    @Test
    void placeThatThePoolCountsAndNoStatisticsIsInUseAfterAWhileAndAConnectionThatIsBeingOpenedIsNot() {
        Pool pool = leases.registry.pool("jdbc/app", "");
        PoolReading server = reading("jdbc/app", 1, 10);
        pool.acquisitionStarted();

        assertThat(lost(server, pool, 7, 0).inUseCount()).isEqualTo(1);
        assertThat(lost(server, pool, 7, 9).inUseCount()).isEqualTo(1);
        assertThat(lost(server, pool, 7, 11).inUseCount()).isEqualTo(3);
        // The pool is full, so the thread waits.
        assertThat(lost(server, pool, 10, 13).inUseCount()).isEqualTo(3);
        assertThat(lost(server, pool, 10, 24).inUseCount()).isEqualTo(7);
        assertThat(lost(server, pool, 4, 25)).isEqualTo(server);
    }

    private PoolReading lost(PoolReading server, Pool pool, int size, int second) {
        return account.withLostPlaces(
                server, pool, size, AFTER, Duration.ofSeconds(second).toNanos());
    }

    @Test
    void whatCannotBeReadIsNotCalledExplained() {
        Explained explained = after(25, 3, leases.registry.pool("jdbc/app", ""));

        assertThat(explained.unexplained()).isNull();
    }

    @Test
    void contentsAreNotReadWhileEveryConnectionHasItsLeaseForAMoment() {
        Pool wrapped = leases.registry.pool("jdbc/app", "");
        for (int i = 0; i < 10; i++) {
            after(9, 3, wrapped);
            after(1, 0, wrapped);
        }

        assertThat(contentsRead).isZero();
    }

    @Test
    void contentsAreReadTwicePerTimeAtMost() {
        after(60, 3, leases.registry.pool("jdbc/app", ""));

        assertThat(contentsRead).isBetween(8, 12);
    }

    @Test
    void agentNamesTheLastLeaseOfAStrandedConnection() {
        Pool seen = leases.registry.seenPool("jdbc/app", "jdbc/app");
        Lease last = leases.take("jdbc/app");
        leases.giveBack(last);
        seen.reserved(() -> null);
        explain(1, seen);
        seen.manages(managed("4a30d32", last));
        contents = Optional.of(new PoolContents(Set.of("4a30d32"), 0));

        Explained explained = after(25, 2, seen);

        assertThat(explained.stranded()).containsExactly(new StrandedConnection("4a30d32", now.minusSeconds(26), last));
        assertThat(explained.unknown()).isZero();
        assertThat(explained.unexplained()).isZero();
    }

    @Test
    void connectionThatTheAgentTakesForRetainedIsStrandedIfNoUnitOfWorkHasIt() {
        Pool seen = leases.registry.seenPool("jdbc/app", "jdbc/app");
        Lease last = leases.take("jdbc/app");
        leases.giveBack(last);
        seen.reserved(() -> last);
        seen.manages(managed("4a30d32", last));
        contents = Optional.of(new PoolContents(Set.of("4a30d32"), 0));

        Explained explained = after(25, 1, seen);

        assertThat(explained.stranded()).hasSize(1);
        assertThat(explained.retained()).isZero();
    }

    @Test
    void connectionThatTheAgentDoesNotKnowIsUnexplainedIfItStays() {
        Pool seen = leases.registry.seenPool("jdbc/app", "jdbc/app");
        seen.reserved(() -> null);
        explain(3, seen);
        explain(2, seen);

        assertThat(after(9, 4, seen))
                .extracting(Explained::unknown, Explained::unexplained)
                .containsExactly(1, 0);
        assertThat(after(25, 4, seen))
                .extracting(Explained::unknown, Explained::unexplained)
                .containsExactly(1, 2);
    }

    @Test
    void nothingIsStrandedAnyMoreOnceThePoolIsPurged() {
        Pool wrapped = leases.registry.pool("jdbc/app", "");
        contents = Optional.of(new PoolContents(Set.of("4a30d32"), 0));
        after(25, 1, wrapped);

        assertThat(explain(0, wrapped).stranded()).isEmpty();
    }

    @Test
    void poolWhoseLeasesNobodySeesCanHaveStrandedConnectionsToo() {
        contents = Optional.of(new PoolContents(Set.of("4a30d32"), 0));

        Explained explained = after(25, 3, null);

        assertThat(explained.stranded()).hasSize(1);
        assertThat(explained.unexplained()).isNull();
    }

    private static ManagedConnection managed(String id, Lease last) {
        return new ManagedConnection() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public Lease last() {
                return last;
            }

            @Override
            public boolean isGone() {
                return false;
            }
        };
    }

    /** A reading each second. */
    private Explained after(int seconds, int inUse, @Nullable Pool pool) {
        for (int i = 1; i < seconds; i++) {
            explain(inUse, pool);
        }
        return explain(inUse, pool);
    }

    private Explained explain(int inUse, @Nullable Pool pool) {
        leases.ticker.advance(Duration.ofSeconds(1));
        now = now.plusSeconds(1);
        return account.explain(
                reading("jdbc/app", inUse, 20),
                pool,
                name -> {
                    contentsRead++;
                    return contents;
                },
                AFTER,
                new PoolAccount.Now(leases.registry.ticker().nanos(), now));
    }
}
