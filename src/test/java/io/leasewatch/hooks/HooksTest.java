package io.leasewatch.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.docs.RecordedLog;
import io.leasewatch.hooks.ServerFixture.FakePoolManager;
import io.leasewatch.lease.Holder;
import io.leasewatch.lease.Lease;
import io.leasewatch.lease.LeaseSettings;
import io.leasewatch.lease.Leases;
import io.leasewatch.lease.Outcome;
import io.leasewatch.lease.Pool;
import io.leasewatch.lease.Site;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class HooksTest {

    private final ServerFixture server = new ServerFixture();

    @Test
    void handleThatIsTakenAndClosedIsALeaseThatIsReturned() {
        Lease lease = taken();

        assertThat(lease.pool().name()).isEqualTo("jdbc/app");
        assertThat(lease.pool().isWrapped()).isFalse();
        assertThat(lease.isOpen()).isTrue();
        server.close(lease);
        assertThat(lease.outcome()).isEqualTo(Outcome.RETURNED);
    }

    @Test
    void handleThatTheServerClosesIsTakenBackForGood() {
        Lease lease = taken();

        server.during("tidying", () -> server.close(lease));

        assertThat(lease.isTakenBack()).isTrue();
        assertThat(lease.isHandleClosed()).isTrue();
    }

    @Test
    void handleThatIsClosedWhilePoolThrowsConnectionsAwayWasAborted() {
        Lease lease = taken();

        server.during("aborting", () -> server.close(lease));

        assertThat(lease.outcome()).isEqualTo(Outcome.ABORTED);
    }

    @Test
    void handleWhoseConnectionGoesBackIsTakenBackUntilItIsUsedAgain() {
        Lease lease = taken();

        server.during("tidying", () -> server.part(lease));
        assertThat(lease.isTakenBack()).isTrue();

        assertThat(server.rejoin(lease)).isSameAs(lease);
        assertThat(lease.isTakenBack()).isFalse();
    }

    @Test
    void handleThatIsUsedAgainAfterItsLeaseIsOverIsANewLease() {
        Lease lease = taken();
        server.leases.giveBack(lease);

        assertThat(server.rejoin(lease)).isNotNull().isNotSameAs(lease);
    }

    @Test
    void handleThatOnlyChangesItsConnectionKeepsItsLease() {
        Lease lease = taken();

        server.part(lease);

        assertThat(lease.isTakenBack()).isFalse();
    }

    @Test
    void connectionThatAWatchedDataSourceAsksForIsALeaseOfItsPoolAndHandedOverToIt() {
        Pool wrapped = server.leases.registry.pool("jdbc/watched", "jdbc/app");
        Pool before = Holder.current().ask(wrapped);

        Lease first = taken();
        Lease second = taken();

        assertThat(Holder.current().answered(before)).isSameAs(first);
        assertThat(first.pool()).isSameAs(wrapped);
        assertThat(second.pool()).isSameAs(wrapped);
        assertThat(server.leases.registry.openLeases()).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void requestThatWaitsInVainIsCountedWhileItWaitsAndWhenItGivesUp() {
        Pool pool = taken().pool();

        server.waitInVain(() -> assertThat(pool.acquiring()).isEqualTo(1), new ConnectionWaitTimeoutException());
        server.waitInVain(() -> {}, new IllegalStateException("another reason"));

        assertThat(pool.acquiring()).isZero();
        assertThat(pool.timeouts()).isEqualTo(1);
    }

    @Test
    void requestOfAWatchedDataSourceIsCountedByThatAlone() {
        Pool pool = taken().pool();
        Pool before = Holder.current().ask(server.leases.registry.pool("jdbc/watched", ""));

        server.waitInVain(() -> assertThat(pool.acquiring()).isZero(), new ConnectionWaitTimeoutException());

        Holder.current().answered(before);
        assertThat(pool.timeouts()).isZero();
    }

    @Test
    void applicationsOwnDataSourceHasTheApplicationsNameBeforeItsOwn() {
        FakePoolManager shop = new FakePoolManager(
                "java:app/jdbc/x", "application[shop]/module[shop.war]/dataSource[java:app/jdbc/x]");
        FakePoolManager archive =
                new FakePoolManager("java:app/jdbc/x", "application[archive]/dataSource[java:app/jdbc/x]");
        FakePoolManager global =
                new FakePoolManager("java:global/jdbc/x", "application[shop]/dataSource[java:global/jdbc/x]");
        FakePoolManager nameless = new FakePoolManager(null, "dataSource[default-0]");

        assertThat(List.of(shop, archive, global, nameless))
                .extracting(
                        pool -> Objects.requireNonNull(server.take(pool)).pool().name())
                .containsExactly(
                        "shop/java:app/jdbc/x",
                        "archive/java:app/jdbc/x",
                        "java:global/jdbc/x",
                        "dataSource[default-0]");
    }

    @Test
    void leaseIsAtThePlaceThatItsTakerToldUntilTheCallIsOver() {
        Lease told = Objects.requireNonNull(server.takeAt("com.shop.Orders\nfind\nOrders.java\n41", new Object()));
        Lease walked = taken();

        assertThat(told.site()).isEqualTo(new Site("com.shop.Orders", "find", "Orders.java", 41));
        assertThat(walked.site().isKnown()).isTrue();
        assertThat(walked.site()).isNotEqualTo(told.site());
        assertThat(server.leases.registry.captures()).isEqualTo(1);
    }

    @Test
    void callOfNoDataSourceIsNotTold() {
        Lease lease = Objects.requireNonNull(server.takeAt("com.shop.Orders\nfind\nOrders.java\n41", null));

        assertThat(lease.site().className()).isNotEqualTo("com.shop.Orders");
        assertThat(server.leases.registry.captures()).isEqualTo(1);
    }

    @Test
    void nothingIsALeaseWhileLeasewatchIsSwitchedOff() {
        LeaseSettings on = server.leases.registry.settings();
        server.leases.registry.apply(new LeaseSettings(false, on.capture(), 100, on.ignoredPackages()));

        assertThat(server.take()).isNull();
        server.close(null);
    }

    @Test
    void withoutTheAgentNothingIsInstalled() {
        Properties place = new Properties();

        assertThat(new Hooks(new Leases().registry, place).install()).isFalse();

        assertThat(place).isEmpty();
    }

    @Test
    void agentThatFailedIsSpokenOf() {
        Properties place = new Properties();
        place.put(ServerFixture.AGENT + ".failure", "java.lang.Error: on purpose");

        try (RecordedLog log = RecordedLog.of(Hooks.class)) {
            assertThat(new Hooks(new Leases().registry, place).install()).isFalse();

            assertThat(log.lines()).singleElement().asString().contains("LSW9104W", "on purpose");
        }
    }

    @Test
    void removingEndsWhatNobodyWillSeeTheEndOfAndLeavesTheServerNothingOfOurs() {
        Lease lease = taken();
        Lease wrapped = server.leases.take("jdbc/wrapped");

        server.hooks.remove();

        assertThat(server.place).containsOnlyKeys(ServerFixture.AGENT);
        assertThat(lease.outcome()).isEqualTo(Outcome.OPEN_AT_STOP);
        assertThat(wrapped.isOpen()).isTrue();
        assertThat(server.take()).isNull();
    }

    @Test
    void removingLeavesTheHooksOfThoseWhoCameLater() {
        Hooks later = new Hooks(server.leases.registry, server.place);
        later.install();

        server.hooks.remove();

        assertThat(taken().isOpen()).isTrue();
    }

    /** Called as the server's own. */
    private static final class ConnectionWaitTimeoutException extends Exception {}

    private Lease taken() {
        return Objects.requireNonNull(server.take());
    }
}
