package io.leasewatch.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.site.Site;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HoldersLineTest {

    private final Leases leases = new Leases();
    private final Pool pool = leases.registry.pool("jdbc/app", "");

    @Test
    void linesThatHoldTheMostAreNamedFirstWithTheirOldestAndWhatTheyDo() throws Exception {
        pool.limitedTo(4);
        Lease busy = leases.take("jdbc/app");
        leases.registry.executions().started(busy, "select 1");
        leases.ticker.advance(Duration.ofSeconds(40));
        Site ended = onAThreadThatEnds(3);
        leases.ticker.advance(Duration.ofMillis(2_500));
        leases.take("jdbc/other");

        assertThat(HoldersLine.of(pool, leases.registry))
                .isEqualTo("jdbc/app: 4 of 4 in use; held by " + ended + " × 3, oldest 2.5 s, threads ended; "
                        + busy.site() + " × 1, oldest 42.5 s, executing");
    }

    @Test
    void oneLineThatDoesSeveralThingsSaysHowManyDoWhich() {
        for (int i = 0; i < 3; i++) {
            Lease lease = leases.take("jdbc/app");
            if (i == 0) {
                leases.registry.executions().started(lease, "select 1");
            }
        }

        assertThat(HoldersLine.of(pool, leases.registry))
                .startsWith("jdbc/app: 3 in use; held by HoldersLineTest.java:")
                .endsWith(" × 3, oldest 0 ms, 1 executing, 2 idle");
    }

    @Test
    void whatWasReturnedWhileAThreadWaitedIsNamedAndWhatWasHeldBeforeAndAfterIsNot() {
        pool.limitedTo(1);
        leases.giveBack(leases.take("jdbc/app"));
        leases.ticker.advance(Duration.ofSeconds(1));
        Lease held = leases.take("jdbc/app");
        leases.ticker.advance(Duration.ofSeconds(2));
        long since = leases.ticker.nanos();
        leases.giveBack(leases.take("jdbc/other"));
        leases.ticker.advance(Duration.ofSeconds(3));
        leases.giveBack(held);
        long until = leases.ticker.nanos();
        leases.ticker.advance(Duration.ofSeconds(4));
        leases.giveBack(leases.take("jdbc/app"));

        assertThat(HoldersLine.during(new Pool.TimedOut(since, until), pool, leases.registry))
                .isEqualTo("jdbc/app: 0 of 1 in use now; returned since an acquisition began to wait: " + held.site()
                        + " × 1, held for up to 5 s");
    }

    @Test
    void nameOfAPoolCannotForgeALine() {
        Pool forged = leases.registry.pool("a\r\nLSW4002E: b\u001b", "");

        assertThat(HoldersLine.of(forged, leases.registry)).isEqualTo("a\\r\\nLSW4002E: b\\u001b: 0 in use");
    }

    @Test
    void moreLinesThanThreeAreCounted() {
        leases.take("jdbc/app");
        leases.take("jdbc/app");
        leases.take("jdbc/app");
        leases.take("jdbc/app");
        leases.take("jdbc/app");

        assertThat(HoldersLine.of(pool, leases.registry)).endsWith("; 2 at 2 other lines");
    }

    @Test
    void whatNobodySawBeingTakenIsSaidNotToBeSeen() {
        pool.limitedTo(10);
        leases.take("jdbc/app");

        assertThat(HoldersLine.of(pool, leases.registry)).startsWith("jdbc/app: 1 of 10 recorded as in use; held by ");
    }

    @Test
    void whoIsIdleInATransactionIsCountedApart() {
        for (int i = 0; i < 2; i++) {
            Lease lease = leases.take("jdbc/app");
            Object held = new Object();
            leases.registry.hold(lease, held);
            leases.registry.executions().autoCommits(lease, i == 0);
            leases.registry.executions().started(lease, "select 1");
            leases.registry.executions().ended(lease, null);
        }

        assertThat(HoldersLine.of(pool, leases.registry)).endsWith(" × 2, oldest 0 ms, 1 idle in transaction, 1 idle");
    }

    @Test
    void whatIsClosedAndKeptForItsUnitOfWorkIsCounted() {
        Lease closed = leases.take("jdbc/app");
        leases.giveBack(closed);
        pool.reserved(() -> closed);

        assertThat(HoldersLine.of(pool, leases.registry))
                .isEqualTo("jdbc/app: 1 in use, 1 of them closed and kept by the server for a unit of work");
    }

    private Site onAThreadThatEnds(int times) throws InterruptedException {
        Site[] site = new Site[1];
        for (int i = 0; i < times; i++) {
            Thread thread =
                    new Thread(() -> site[0] = Objects.requireNonNull(leases.registry.open(Acquisition.of(pool)))
                            .site());
            thread.start();
            thread.join();
        }
        return site[0];
    }
}
