package io.leasewatch.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leasewatch.core.jdbc.FakeDriver.Call;
import io.leasewatch.core.lease.Handle;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Outcome;
import java.lang.ref.Reference;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ReclaimedConnectionTest {

    private static final String WHY = "Leasewatch reclaimed this connection";

    private final WatchedDatabase database = WatchedDatabase.h2();

    @Test
    void lateUserIsToldWhy() throws Exception {
        Connection connection = database.connect();
        Statement statement = connection.createStatement();

        assertThat(reclaim(connection)).isTrue();

        assertTold(connection::createStatement);
        assertTold(connection::commit);
        assertTold(() -> statement.execute("select 1"));
        assertThat(connection.isClosed()).isTrue();
        assertThat(connection.isValid(1)).isFalse();
        assertThat(database.outcomes()).containsExactly(Outcome.RECLAIMED);
    }

    @Test
    void lateCloseDoesNothing() throws Exception {
        FakeDriver driver = new FakeDriver();
        Connection connection = database.connect(driver.as(Connection.class));
        reclaim(connection);

        connection.close();
        connection.abort(Runnable::run);

        assertThat(driver.calls).extracting(Call::method).containsExactly("close");
    }

    @Test
    void connectionThatIsBeingGivenBackIsNotReclaimed() throws Exception {
        CountDownLatch closing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        LentConnection slow = new LentConnection();
        slow.beforeClose = () -> {
            closing.countDown();
            goOn.await();
        };
        Connection connection = database.connect(slow.lend());
        Lease lease = leaseOf();
        Thread borrower = new Thread(() -> assertThatCode(connection::close).doesNotThrowAnyException());
        borrower.start();
        closing.await();

        boolean won = database.registry.close(lease, Outcome.RECLAIMED);
        goOn.countDown();
        borrower.join();

        assertThat(won).isFalse();
        assertThat(database.outcomes()).containsExactly(Outcome.RETURNED);
    }

    @Test
    void connectionBehindAHandleThatIsLostCanBeClosedWhileItsPoolHasIt() throws Exception {
        FakeDriver driver = new FakeDriver();
        Connection pooled = driver.as(Connection.class);
        Lease lease = database.lease();
        Object handle = new Object();
        database.registry.hold(lease, handle, pooled);
        Handle known = Objects.requireNonNull(lease.handle());

        handle = null;
        while (!known.isLost()) {
            System.gc();
        }
        database.registry.close(lease, Outcome.RECLAIMED);
        known.reclaim(WHY);

        assertThat(driver.calls).extracting(Call::method).containsExactly("close");
        Reference.reachabilityFence(pooled);
    }

    @Test
    void whicheverOfBorrowerAndReclaimerIsFasterTheConnectionIsClosedOnceAndNeverWhenItIsLentToAnother()
            throws Exception {
        int rounds = 20_000;
        int reclaimed = 0;
        LentConnection pool = new LentConnection();
        CyclicBarrier start = new CyclicBarrier(2);
        AtomicReference<Connection> lent = new AtomicReference<>();
        Thread borrower = new Thread(() -> closeInTurn(rounds, start, lent));
        borrower.start();
        for (int i = 0; i < rounds; i++) {
            Connection connection = database.connect(pool.lend());
            lent.set(connection);
            Lease lease = leaseOf();
            start.await();
            if (reclaim(lease)) {
                reclaimed++;
                assertTold(connection::createStatement);
            }
            start.await();
        }
        borrower.join();

        assertThat(pool.closedWhileLentToAnother()).isZero();
        assertThat(pool.closed()).isEqualTo(rounds);
        assertThat(database.outcomes()).hasSize(rounds);
        assertThat(database.outcomes().stream().filter(Outcome.RECLAIMED::equals))
                .hasSize(reclaimed);
        assertThat(reclaimed).isPositive().isLessThan(rounds);
    }

    private static void closeInTurn(int rounds, CyclicBarrier start, AtomicReference<Connection> lent) {
        try {
            for (int i = 0; i < rounds; i++) {
                start.await();
                Objects.requireNonNull(lent.get()).close();
                start.await();
            }
        } catch (SQLException | InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private Lease leaseOf() {
        return database.opened.get(database.opened.size() - 1);
    }

    private boolean reclaim(Connection connection) throws SQLException {
        return reclaim(leaseOf());
    }

    private boolean reclaim(Lease lease) throws SQLException {
        Handle handle = lease.handle();
        if (handle != null && database.registry.close(lease, Outcome.RECLAIMED)) {
            handle.reclaim(WHY);
            return true;
        }
        return false;
    }

    private static void assertTold(ThrowingCallable use) {
        SQLException told = catchThrowableOfType(SQLException.class, use);

        assertThat(told.getMessage()).isEqualTo(WHY);
        assertThat(told.getSQLState()).isEqualTo("08003");
    }
}
