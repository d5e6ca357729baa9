package io.leasewatch.monitor.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.time.ManualClock;
import io.leasewatch.monitor.history.HistoryStore.Batch;
import io.leasewatch.monitor.history.StoreState.Condition;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class RecorderTest {

    private static final HistorySettings SETTINGS =
            new HistorySettings(true, Duration.ofSeconds(30), Duration.ofHours(24), 1000, 1000, "", "", "one");

    private final ManualClock clock = new ManualClock();
    private final FakeStore store = new FakeStore();
    private final Deque<Runnable> writer = new ArrayDeque<>();
    private int pools = 1;
    private int opened;
    private boolean away;

    private final Recorder recorder = new Recorder(this::sample, this::open, writer::add, clock, SETTINGS);

    @Test
    void sampleIsWrittenByTheWriterAndNotByWhoTakesIt() {
        recorder.sample();

        assertThat(store.written).isEmpty();
        assertThat(recorder.state().waiting()).isOne();
        write();
        assertThat(store.written).hasSize(1);
        assertThat(recorder.state().condition()).isEqualTo(Condition.UP);
        assertThat(recorder.state().waiting()).isZero();
    }

    @Test
    void whatHappenedIsWrittenWithTheNextSample() {
        recorder.record(leak());

        recorder.sample();
        write();

        assertThat(store.written.get(0).events()).containsExactly(leak());
    }

    @Test
    void theWriterEncodesTheLastStateOfEachSubject() {
        recorder.record("leak 1", this::neverEncoded);
        recorder.record("leak 2", this::neverEncoded);
        recorder.record("leak 1", RecorderTest::leak);
        recorder.record("leak 2", RecorderTest::leak);
        assertThat(recorder.state().waiting()).isZero();

        recorder.sample();
        write();

        assertThat(store.written).flatExtracting(Batch::events).containsExactly(leak(), leak());
    }

    @Test
    void whileTheWriterIsBusyOnlySoManySubjectsArePending() {
        for (int i = 0; i < Backlog.MOST_PENDING + 100; i++) {
            recorder.record(i, RecorderTest::leak);
        }
        assertThat(recorder.state().waiting()).isEqualTo(100);

        recorder.sample();
        write();

        assertThat(store.written).flatExtracting(Batch::events).hasSize(Backlog.MOST_PENDING + 100);
    }

    @Test
    void anEventThatCannotBeEncodedIsLeftOut() {
        recorder.record("broken", this::neverEncoded);
        recorder.record("leak", RecorderTest::leak);

        recorder.sample();
        write();

        assertThat(store.written).flatExtracting(Batch::events).containsExactly(leak());
        assertThat(recorder.state().condition()).isEqualTo(Condition.UP);
    }

    private Event neverEncoded() {
        throw new IllegalStateException();
    }

    @Test
    void storeIsOpenedBeforeThereIsAnythingToWrite() {
        assertThat(recorder.isSettled()).isFalse();

        recorder.open();
        write();

        assertThat(recorder.store()).isSameAs(store);
        assertThat(recorder.isSettled()).isTrue();
    }

    @Test
    void nobodyWaitsForLongForAStoreThatTakesLongToOpen() {
        recorder.open();

        clock.advance(Duration.ofSeconds(21));

        assertThat(recorder.isSettled()).isTrue();
    }

    @Test
    void whatCouldNotBeWrittenWaitsAndIsWrittenInItsTurn() {
        store.failing = true;
        recorder.sample();
        write();
        clock.advance(Duration.ofSeconds(30));
        recorder.sample();
        write();
        assertThat(recorder.state().condition()).isEqualTo(Condition.DOWN);
        assertThat(recorder.state().waiting()).isEqualTo(2);

        store.failing = false;
        recorder.sample();
        write();

        assertThat(store.written).hasSize(3);
        assertThat(store.written.get(0).pools().get(0).at())
                .isBefore(store.written.get(1).pools().get(0).at());
        assertThat(recorder.state().condition()).isEqualTo(Condition.UP);
        assertThat(recorder.state().dropped()).isZero();
    }

    @Test
    void storeThatIsNotThereAtStartIsOpenedWhenItIs() {
        away = true;
        recorder.sample();
        write();
        assertThat(recorder.state().condition()).isEqualTo(Condition.DOWN);
        assertThat(recorder.store()).isNull();

        away = false;
        recorder.sample();
        write();

        assertThat(store.written).hasSize(2);
        assertThat(recorder.store()).isSameAs(store);
    }

    @Test
    void whatWentWrongIsToldWithoutItsWords() {
        store.failing = true;

        recorder.sample();
        write();

        assertThat(recorder.state().error()).isEqualTo("SQLException, SQLState 08006");
    }

    @Test
    void whatWaitsIsBoundedAndWhatIsLetGoOfIsCounted() {
        store.failing = true;
        pools = Backlog.MOST / 4;

        for (int i = 0; i < 10; i++) {
            recorder.sample();
            write();
        }
        assertThat(recorder.state().waiting()).isEqualTo(Backlog.MOST);
        assertThat(recorder.state().dropped()).isEqualTo(6L * pools);

        store.failing = false;
        recorder.sample();
        write();
        assertThat(store.written).hasSize(4);
        assertThat(recorder.state().written() + recorder.state().dropped()).isEqualTo(11L * pools);
    }

    @Test
    void eventsThatHaveNoRoomAreCountedToo() {
        for (int i = 0; i < Backlog.MOST + 5; i++) {
            recorder.record(leak());
        }

        assertThat(recorder.state().waiting()).isEqualTo(Backlog.MOST);
        assertThat(recorder.state().dropped()).isEqualTo(5);
    }

    @Test
    void whileCollectionIsStoppedOnlyWhatHappensIsWritten() {
        assertThat(recorder.collect(false)).isTrue();
        assertThat(recorder.collect(false)).isFalse();
        recorder.record(leak());

        recorder.sample();
        write();

        assertThat(store.written).containsExactly(new Batch(List.of(), List.of(), List.of(leak())));
    }

    @Test
    void oneThatIsSwitchedOffRemembersNothing() {
        recorder.apply(
                new HistorySettings(false, Duration.ofSeconds(30), Duration.ofHours(24), 1000, 1000, "", "", "one"));
        recorder.record(leak());

        recorder.sample();

        assertThat(writer).isEmpty();
        assertThat(recorder.state().waiting()).isZero();
    }

    @Test
    void oldThingsAreForgottenNowAndThenEvenIfTheClockWasSetBack() {
        recorder.sample();
        write();
        recorder.sample();
        write();
        assertThat(store.forgot).isOne();

        clock.advance(Duration.ofMinutes(5));
        recorder.sample();
        write();
        assertThat(store.forgot).isEqualTo(2);

        clock.advance(Duration.ofHours(-2));
        recorder.sample();
        write();
        assertThat(store.forgot).isEqualTo(3);
    }

    @Test
    void writerThatTakesNothingMoreIsAskedAgain() {
        Recorder refused = new Recorder(
                this::sample,
                this::open,
                work -> {
                    if (away) {
                        throw new RejectedExecutionException();
                    }
                    work.run();
                },
                clock,
                SETTINGS);
        away = true;
        refused.sample();

        away = false;
        refused.sample();

        assertThat(store.written).hasSize(2);
    }

    @Test
    void atTheEndEverythingIsWrittenAndTheStoreClosed() {
        Recorder direct = new Recorder(this::sample, this::open, Runnable::run, clock, SETTINGS);
        direct.sample();
        direct.record(leak());

        direct.close();

        assertThat(store.written).hasSize(2);
        assertThat(store.closed).isTrue();
        assertThat(direct.store()).isNull();
    }

    @Test
    void storeThatFailedIsOpenedAnew() {
        recorder.sample();
        write();
        store.failing = true;
        recorder.sample();
        write();
        assertThat(store.closed).isTrue();
        assertThat(recorder.store()).isNull();

        store.failing = false;
        recorder.sample();
        write();

        assertThat(recorder.store()).isSameAs(store);
        assertThat(opened).isEqualTo(2);
    }

    @Test
    void whatTheStoreWillNeverTakeDoesNotKeepTheRestFromIt() {
        store.failing = true;
        store.sqlState = "22001";
        recorder.sample();
        write();

        store.failing = false;
        recorder.sample();
        write();

        assertThat(store.written).hasSize(1);
        assertThat(recorder.state().dropped()).isOne();
        assertThat(recorder.state().condition()).isEqualTo(Condition.UP);
    }

    private void write() {
        writer.remove().run();
    }

    private Batch sample(Instant now) {
        PoolSample sample = new PoolSample("one", "jdbc/a", now, 0.5, 5, 5, 0, 10, 5, null, null, 0, 0);
        return new Batch(Collections.nCopies(pools, sample), List.of(), List.of());
    }

    private HistoryStore open() throws SQLException {
        if (away) {
            throw new SQLException("not there");
        }
        opened++;
        return store;
    }

    private static Event leak() {
        return new Event("one", Instant.EPOCH, Event.Kind.LEAK, "7", "jdbc/a", "{}");
    }
}
