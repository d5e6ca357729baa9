package io.leasewatch.core.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.hooks.ServerFixture.FakePoolManager;
import io.leasewatch.core.hooks.ServerFixture.Keeper;
import io.leasewatch.core.lease.Handle;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.LeaseSettings;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.lease.NestedAcquisitions;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.lease.Pool;
import io.leasewatch.core.lease.RecordingListener;
import io.leasewatch.core.lease.Scope;
import io.leasewatch.core.lease.SelfWait;
import io.leasewatch.core.lease.ThreadContext;
import io.leasewatch.core.lease.ThreadContext.LeaseRequest;
import io.leasewatch.core.site.ConnectionOwner;
import io.leasewatch.core.site.Site;
import io.leasewatch.core.work.Borrower;
import io.leasewatch.core.work.Operation;
import io.leasewatch.docs.RecordedLog;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HooksTest {

    /** What a woven class says of itself. */
    private static final String PLACE = "com.shop.Orders\nfind\nOrders.java\n41";

    private final ServerFixture server = new ServerFixture();
    private final Keeper handle = server.take();
    private final Lease lease = handle.lease();

    @Test
    void handleThatIsClosedBecauseItsLeaseWasReclaimedIsOutNoMore() {
        server.leases.registry.close(lease, Outcome.RECLAIMED);

        server.close(handle);

        assertThat(lease.outcome()).isEqualTo(Outcome.RECLAIMED);
        assertThat(lease.pool().retained()).containsExactly(lease);
    }

    @Test
    void taskContinuesTheRequestThatSubmitsItAndTheThreadGoesBackToWhatItDidBefore() {
        Scope request = new Scope(Borrower.of(new Operation("shop", "GET /orders"), "ann", null));
        ThreadContext.current().enter(request);
        Keeper task = server.submit();
        ThreadContext.current().enter(null);
        List<Keeper> taken = new ArrayList<>();

        server.run(task, () -> taken.add(server.take()));

        assertThat(taken.get(0).lease().borrower()).isSameAs(request.borrower());
        assertThat(ThreadContext.current().scope()).isNull();
    }

    @Test
    void taskOfTheServerItselfHasNoRecordAndChangesNothing() {
        List<@Nullable Scope> seen = new ArrayList<>();

        server.run("the server's own", () -> seen.add(ThreadContext.current().scope()));

        assertThat(seen).containsOnlyNulls();
    }

    @Test
    void handleThatIsTakenAndClosedIsALeaseThatIsReturned() {

        assertThat(lease.pool().name()).isEqualTo("jdbc/app");
        assertThat(lease.pool().isWrapped()).isFalse();
        assertThat(lease.isOpen()).isTrue();
        server.close(handle);
        assertThat(lease.outcome()).isEqualTo(Outcome.RETURNED);
    }

    @Test
    void handleThatTheServerClosesIsTakenBackForGood() {

        server.during("containerClosing", () -> server.close(handle));

        assertThat(lease.isTakenBack()).isTrue();
        assertThat(lease.isHandleClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"containerClosing", "aborting"})
    void eventWhoseEndIsMissingDoesNotChangeWhatLaterClosesMean(String event) {
        server.beginOnly(event);

        Keeper next = server.take();
        server.close(next);

        assertThat(next.lease().outcome()).isEqualTo(Outcome.RETURNED);
    }

    @Test
    void connectionThatIsDestroyedBecauseOfItsTransactionIsReportedWithTheLeaseThatWasClosedLast() {
        RecordingListener heard = new RecordingListener();
        server.leases.registry.addListener(heard);
        Keeper managed = new Keeper();
        Keeper other = server.share(managed);
        server.close(other);

        server.giveBackUnclean(managed, new IllegalStateException("The database is gone."));
        assertThat(heard.destroyed).isEmpty();

        Keeper next = server.share(managed);
        server.close(next);
        server.giveBackUnclean(
                managed,
                new Exception("Cannot call 'cleanup' on a ManagedConnection while it is still in a transaction."));
        assertThat(heard.destroyed).containsExactly(next.lease());
    }

    @Test
    void handleThatTheServerClosesBeforeTheApplicationDoesIsNoLongerALease() {
        server.during("containerClosing", () -> server.close(handle));

        server.close(handle);

        assertThat(lease.outcome()).isEqualTo(Outcome.CLOSED_BY_CONTAINER);
        assertThat(lease.hasLeaked()).isFalse();
    }

    @Test
    void handleThatIsClosedWhilePoolThrowsConnectionsAwayWasAborted() {

        server.during("aborting", () -> server.close(handle));

        assertThat(lease.outcome()).isEqualTo(Outcome.ABORTED);
    }

    @Test
    void handleWhoseConnectionGoesBackIsTakenBackUntilItIsUsedAgain() {

        server.during("containerClosing", () -> server.part(handle));
        assertThat(lease.isTakenBack()).isTrue();

        server.rejoin(handle);
        assertThat(handle.lease()).isSameAs(lease);
        assertThat(lease.isTakenBack()).isFalse();
    }

    @Test
    void handleThatIsUsedAgainAfterItsLeaseIsOverIsANewLease() {
        server.leases.giveBack(lease);

        server.rejoin(handle);

        assertThat(handle.lease()).isNotSameAs(lease);
        assertThat(handle.lease().site())
                .isEqualTo(lease.site().keptAcrossWork())
                .extracting(Site::keeper)
                .isEqualTo(ConnectionOwner.CONVERSATION);
    }

    @Test
    void handleThatOnlyChangesItsConnectionKeepsItsLease() {

        server.part(handle);

        assertThat(lease.isTakenBack()).isFalse();
    }

    @Test
    void connectionThatAWatchedDataSourceAsksForIsALeaseOfItsPoolAndHandedOverToIt() {
        ServerFixture wrapping = new ServerFixture();
        Pool wrapped = wrapping.leases.registry.pool("jdbc/watched", "jdbc/app");
        LeaseRequest request = ThreadContext.current().request(wrapped);

        Lease first = wrapping.take().lease();
        Lease second = wrapping.take().lease();

        assertThat(request.end()).isSameAs(first);
        assertThat(first.pool()).isSameAs(wrapped);
        assertThat(second.pool()).isSameAs(wrapped);
        assertThat(wrapping.leases.registry.openLeases()).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void connectionWhoseHandlesAreAllClosedIsRetainedUntilItGoesBack() {
        Pool pool = lease.pool();
        Keeper managed = new Keeper();
        Keeper first = server.share(managed);
        Keeper second = server.share(managed);

        server.close(first);
        assertThat(pool.retained()).isEmpty();
        server.close(second);
        assertThat(pool.retained()).containsExactly(second.lease());
        assertThat(pool.seenOut()).isEqualTo(2);

        server.giveBack(managed);
        assertThat(pool.retained()).isEmpty();
        assertThat(pool.seenOut()).isEqualTo(1);
    }

    @Test
    void connectionThatIsTakenOnceMoreByItsUnitOfWorkIsNotRetained() {
        Keeper managed = new Keeper();
        server.close(server.share(managed));

        Keeper again = server.share(managed);

        assertThat(lease.pool().retained()).isEmpty();
        assertThat(lease.pool().seenOut()).isEqualTo(2);
        server.close(again);
        assertThat(lease.pool().retained()).containsExactly(again.lease());
    }

    @Test
    void handleThatIsClosedAfterItsConnectionWentBackRetainsNothing() {
        Keeper managed = new Keeper();
        Keeper late = server.share(managed);
        server.giveBack(managed);

        server.close(late);

        assertThat(lease.pool().retained()).isEmpty();
        assertThat(lease.pool().seenOut()).isEqualTo(1);
    }

    @Test
    void connectionThatLeftBeforeAnybodyLookedIsNotCountedWhenItGoesBack() {
        server.giveBack(new Keeper());

        assertThat(lease.pool().seenOut()).isEqualTo(1);
    }

    @Test
    void connectionThatGoesBackKeepsNothingOfAMonitorThatWasHereBefore() {
        Keeper managed = new Keeper();
        managed.accept("of another class loader");

        server.giveBack(managed);

        assertThat(managed.get()).isNull();
    }

    @Test
    void connectionKeepsItsLastLeaseAfterItWentBack() {
        Keeper managed = new Keeper();
        Keeper last = server.share(managed);
        server.close(last);
        server.giveBack(managed);

        assertThat(lease.pool().managed())
                .filteredOn(connection -> connection.id().equals(Integer.toHexString(managed.hashCode())))
                .singleElement()
                .satisfies(connection -> {
                    assertThat(connection.last()).isSameAs(last.lease());
                    assertThat(connection.isGone()).isFalse();
                });
    }

    @Test
    void connectionThatIsTakenAgainIsManagedOnce() {
        Keeper managed = new Keeper();
        for (int i = 0; i < 3; i++) {
            server.close(server.share(managed));
            server.giveBack(managed);
        }

        assertThat(lease.pool().managed()).hasSize(2);
        assertThat(lease.pool().seenOut()).isEqualTo(1);
    }

    @Test
    void connectionKeepsNothingOfHooksThatWereRemoved() {
        Keeper managed = new Keeper();
        server.close(server.share(managed));
        server.giveBack(managed);

        server.hooks.remove();

        assertThat(managed.get()).isNull();
        assertThat(lease.pool().managed()).isEmpty();
    }

    @Test
    void leaseSaysWhatIsDoneWithItAndSinceWhen() {
        assertThat(lease.handle()).isNull();

        server.execute(handle, "select 1", () -> {
            server.leases.ticker.advance(Duration.ofSeconds(2));
            assertThat(activity().isExecuting()).isTrue();
            assertThat(activity().nanosAt(server.leases.ticker.nanos())).isEqualTo(2_000_000_000L);
        });
        server.execute(handle, null, () -> assertThat(activity().sql()).isEqualTo("select 1"));
        server.leases.ticker.advance(Duration.ofSeconds(3));

        assertThat(activity().isExecuting()).isFalse();
        assertThat(activity().nanosAt(server.leases.ticker.nanos())).isEqualTo(3_000_000_000L);
        server.close(handle);
        assertThat(lease.handle()).isNull();
    }

    @Test
    void statementThatIsBeingExecutedCanBeToldToStop() throws SQLException {
        List<String> told = new ArrayList<>();
        Statement statement = (Statement) Proxy.newProxyInstance(
                HooksTest.class.getClassLoader(), new Class<?>[] {Statement.class}, (proxy, method, arguments) -> {
                    told.add(method.getName());
                    return null;
                });

        server.execute(handle, "select 1", statement, () -> cancel(activity().sinceNanos()));
        assertThat(told).containsExactly("cancel");

        assertThat(activity().isCancellable()).isFalse();
        assertThat(activity().cancel(activity().sinceNanos())).isFalse();
        assertThat(told).hasSize(1);
    }

    private void cancel(long since) {
        try {
            assertThat(activity().cancel(since - 1)).isFalse();
            assertThat(activity().cancel(since)).isTrue();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void statementOfAHandleThatNobodyWatchesIsNobodysBusiness() {
        server.execute(new Keeper(), "select 1", () -> {});

        assertThat(lease.handle()).isNull();
    }

    private Handle activity() {
        return Objects.requireNonNull(lease.handle());
    }

    @Test
    void threadThatWaitsWhileItHoldsAConnectionIsKnownWhileItWaits() {
        lease.pool().limitedTo(1);
        NestedAcquisitions nestings = server.leases.registry.ownership().nestings();

        server.waitInVain(
                () -> assertThat(nestings.waits()).extracting(SelfWait::held).containsExactly(lease),
                new ConnectionWaitTimeoutException());

        assertThat(nestings.waits()).isEmpty();
    }

    @Test
    void requestThatWaitsInVainIsCountedWhileItWaitsAndWhenItGivesUp() {
        Pool pool = lease.pool();

        server.waitInVain(() -> assertThat(pool.acquiring()).isEqualTo(1), new ConnectionWaitTimeoutException());
        server.waitInVain(() -> {}, new IllegalStateException("another reason"));

        assertThat(pool.acquiring()).isZero();
        assertThat(pool.timeouts()).isEqualTo(1);
    }

    @Test
    void waitIsFromTheRequestForAConnectionUntilThereIsOne() {
        RecordingListener heard = listening();
        server.slowness = Duration.ofSeconds(2);

        server.take();
        server.rejoin(handle);

        assertThat(heard.waited)
                .containsExactly(
                        Duration.ofSeconds(2).toNanos(), Duration.ofSeconds(2).toNanos());
        assertThat(heard.opened).hasSize(1);
    }

    @Test
    void requestThatWaitsInVainHasWaitedAndIsToldWithItsLine() {
        RecordingListener heard = listening();

        server.waitInVain(
                () -> server.leases.ticker.advance(Duration.ofSeconds(30)), new ConnectionWaitTimeoutException());
        server.waitInVain(() -> {}, new IllegalStateException("another reason"));

        assertThat(heard.waited).containsExactly(Duration.ofSeconds(30).toNanos());
        assertThat(heard.timedOut)
                .singleElement()
                .satisfies(site -> assertThat(site.file()).isNotEmpty());
    }

    @Test
    void requestOfTheMonitorItselfIsNobodysWait() {
        RecordingListener heard = listening();
        Pool pool = lease.pool();
        ThreadContext.current().stepAside();

        try {
            server.waitInVain(() -> assertThat(pool.acquiring()).isZero(), new ConnectionWaitTimeoutException());
        } finally {
            ThreadContext.current().stepBack();
        }

        assertThat(pool.timeouts()).isZero();
        assertThat(heard.timedOut).isEmpty();
        assertThat(heard.waited).isEmpty();
    }

    @Test
    void waitForAWatchedDataSourceIsLeftToThat() {
        RecordingListener heard = listening();
        LeaseRequest request = ThreadContext.current().request(server.leases.registry.pool("jdbc/watched", ""));

        server.waitInVain(() -> {}, new ConnectionWaitTimeoutException());
        server.take();

        Lease ignored = request.end();
        assertThat(ignored).isNotNull();
        assertThat(heard.waited).isEmpty();
        assertThat(heard.timedOut).isEmpty();
    }

    private RecordingListener listening() {
        RecordingListener heard = new RecordingListener();
        server.leases.registry.addListener(heard);
        return heard;
    }

    @Test
    void requestOfAWatchedDataSourceIsCountedByThatAlone() {
        Pool pool = lease.pool();
        LeaseRequest request = ThreadContext.current().request(server.leases.registry.pool("jdbc/watched", ""));

        server.waitInVain(() -> assertThat(pool.acquiring()).isZero(), new ConnectionWaitTimeoutException());

        request.end();
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
                .extracting(pool -> server.take(pool).lease().pool().name())
                .containsExactly(
                        "shop/java:app/jdbc/x",
                        "archive/java:app/jdbc/x",
                        "java:global/jdbc/x",
                        "dataSource[default-0]");
    }

    @Test
    void leaseIsAtThePlaceThatItsTakerToldUntilTheCallIsOver() {
        lease.pool().limitedTo(10);
        long walks = server.leases.registry.captures();

        Lease told = server.takeAt(PLACE, new Object()).lease();
        Lease walked = server.take().lease();

        assertThat(told.site()).isEqualTo(new Site("com.shop.Orders", "find", "Orders.java", 41));
        assertThat(walked.site().isKnown()).isTrue();
        assertThat(walked.site()).isNotEqualTo(told.site());
        assertThat(server.leases.registry.captures()).isEqualTo(walks + 1);
    }

    @Test
    void callOfNoDataSourceIsNotTold() {
        lease.pool().limitedTo(10);
        long walks = server.leases.registry.captures();

        Lease walked = server.takeAt(PLACE, null).lease();

        assertThat(walked.site().className()).isNotEqualTo("com.shop.Orders");
        assertThat(server.leases.registry.captures()).isEqualTo(walks + 1);
    }

    @Test
    void nothingIsALeaseWhileLeasewatchIsSwitchedOff() {
        LeaseSettings on = server.leases.registry.settings();
        server.leases.registry.apply(new LeaseSettings(false, on.capture(), 100, on.packages()));

        Keeper unwatched = server.take();

        assertThat(unwatched.hasLease()).isFalse();
        server.close(unwatched);
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

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "30", "3.0"})
    void agentOfAnotherVersionIsSpokenOfAndNotUsed(String version) {
        Properties place = new Properties();
        place.put(ServerFixture.AGENT, version);

        try (RecordedLog log = RecordedLog.of(Hooks.class)) {
            Hooks hooks = new Hooks(new Leases().registry, place);

            assertThat(hooks.install()).isFalse();
            assertThat(hooks.isInstalled()).isFalse();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("LSW9105E", "its hooks have version " + version + ", these have " + Hooks.VERSION);
        }
        assertThat(place).containsOnlyKeys(ServerFixture.AGENT);
    }

    @Test
    void removingEndsWhatNobodyWillSeeTheEndOfAndLeavesTheServerNothingOfOurs() {
        Lease wrapped = server.leases.take("jdbc/wrapped");

        server.hooks.remove();

        assertThat(server.place).containsOnlyKeys(ServerFixture.AGENT);
        assertThat(lease.outcome()).isEqualTo(Outcome.OPEN_AT_STOP);
        assertThat(wrapped.isOpen()).isTrue();
        assertThat(server.take().hasLease()).isFalse();
    }

    @Test
    void removingLeavesTheHooksOfThoseWhoCameLater() {
        Hooks later = new Hooks(server.leases.registry, server.place);
        later.install();

        server.hooks.remove();

        assertThat(server.take().lease().isOpen()).isTrue();
    }

    /** Called as the server's own. */
    private static final class ConnectionWaitTimeoutException extends Exception {}
}
