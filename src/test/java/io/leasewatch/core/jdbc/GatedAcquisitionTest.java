package io.leasewatch.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.core.lease.Gate;
import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Outcome;
import io.leasewatch.core.lease.ThreadContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GatedAcquisitionTest {

    private final WatchedDatabase database = WatchedDatabase.h2();
    private final FakeGate gate = new FakeGate();

    @Test
    void whoeverIsRefusedGetsTheGatesExceptionAndNeverReachesThePool() {
        gate.refusal = new SQLTransientConnectionException("down");
        database.pool.guardedBy(gate);

        assertThatThrownBy(database::connect).isSameAs(gate.refusal);

        assertThat(database.opened).isEmpty();
        assertThat(database.pool.timeouts()).isZero();
        assertThat(database.pool.acquiring()).isZero();
        assertThat(gate.asked).isEmpty();
    }

    @Test
    void gateIsToldHowTheAskingEnded() throws Exception {
        database.pool.guardedBy(gate);

        database.connect().close();
        assertThatThrownBy(() -> database.dataSource.getConnection("nobody", "wrong"));

        assertThat(gate.asked).hasSize(2);
        assertThat(gate.asked.get(0)).isEqualTo("none");
        assertThat(gate.asked.get(1)).isEqualTo("28000");
    }

    @Test
    void connectionThatIsNotFitIsThrownAwayAndAnotherOneHandedOut() throws Exception {
        gate.unfit = 2;
        database.pool.guardedBy(gate);

        try (Connection connection = database.connect()) {
            assertThat(connection.isValid(1)).isTrue();
        }

        assertThat(database.closed)
                .extracting(Lease::outcome)
                .containsExactly(Outcome.ABORTED, Outcome.ABORTED, Outcome.RETURNED);
        assertThat(database.pool.tally().active()).isZero();
    }

    @Test
    void whereNoneIsFitOneIsHandedOutAfterAll() throws Exception {
        gate.unfit = Integer.MAX_VALUE;
        database.pool.guardedBy(gate);

        try (Connection connection = database.connect()) {
            assertThat(connection).isNotNull();
        }

        assertThat(database.pool.tally().active()).isZero();
    }

    @Test
    void noConnectionIsNotTested() throws Exception {
        gate.unfit = Integer.MAX_VALUE;
        database.pool.guardedBy(gate);
        FakeDriver without = new FakeDriver();

        Connection none =
                new WatchedDataSource(without.as(DataSource.class), database.pool, database.registry).getConnection();

        assertThat(none).isNull();
        assertThat(without.calls).hasSize(1);
        assertThat(database.opened).isEmpty();
    }

    @Test
    void gateThatIsBrokenStandsOpen() throws Exception {
        database.pool.guardedBy(new BrokenGate());

        try (Connection connection = database.connect()) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void threadThatStandsAsidePassesTheGateAndTakesNoLease() throws Exception {
        gate.refusal = new SQLTransientConnectionException("down");
        database.pool.guardedBy(gate);
        List<Connection> taken = new ArrayList<>();
        Thread ours = new Thread(() -> {
            ThreadContext.current().stepAside();
            try {
                taken.add(database.connect());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });

        ours.start();
        ours.join();

        assertThat(taken).hasSize(1).noneMatch(WatchedConnection.class::isInstance);
        assertThat(database.opened).isEmpty();
        taken.get(0).close();
    }

    private static final class FakeGate implements Gate {
        @Nullable
        SQLException refusal;

        int unfit;
        final List<String> asked = new ArrayList<>();

        @Override
        public void enter() throws SQLException {
            if (refusal != null) {
                throw refusal;
            }
        }

        @Override
        public boolean isFit(Connection connection) {
            return unfit-- <= 0;
        }

        @Override
        public void ended(@Nullable SQLException failure) {
            asked.add(failure == null ? "none" : Objects.requireNonNull(failure.getSQLState()));
        }
    }

    private static final class BrokenGate implements Gate {

        @Override
        public void enter() {
            throw new IllegalStateException();
        }

        @Override
        public boolean isFit(Connection connection) {
            throw new NoClassDefFoundError();
        }

        @Override
        public void ended(@Nullable SQLException failure) {
            throw new IllegalStateException();
        }
    }
}
