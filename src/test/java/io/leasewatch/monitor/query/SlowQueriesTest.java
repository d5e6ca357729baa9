package io.leasewatch.monitor.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasewatch.core.lease.Lease;
import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.lease.Places;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.docs.RecordedLog;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlowQueriesTest {

    private static final QuerySettings ON = new QuerySettings(true, Duration.ofSeconds(1), 3);

    private final Leases leases = new Leases();
    private final Places places = new Places(leases.registry);
    private final ManualClock clock = new ManualClock();
    private final SlowQueries slow = new SlowQueries(leases.registry, clock, QuerySettings.DEFAULT);

    @Test
    void slowStatementIsCountedByWhatItIsWithoutLiterals() {
        slow.apply(ON);

        execute("select * from book where id = 17", Duration.ofSeconds(1));
        execute("select * from book where id = 18", Duration.ofSeconds(3));
        execute("select * from book where id = 19", Duration.ofMillis(999));
        slow.record();

        assertThat(slow.queries()).singleElement().satisfies(query -> {
            assertThat(query.sql()).isEqualTo("select * from book where id = ?");
            assertThat(query.pool()).isEqualTo("jdbc/app");
            assertThat(query.site()).isEqualTo(Places.site(1));
            assertThat(query.count()).isEqualTo(2);
            assertThat(query.max()).isEqualTo(Duration.ofSeconds(3));
            assertThat(query.total()).isEqualTo(Duration.ofSeconds(4));
            assertThat(query.p50()).isBetween(Duration.ofMillis(990), Duration.ofMillis(1010));
            assertThat(query.p95()).isBetween(Duration.ofMillis(2970), Duration.ofSeconds(3));
            assertThat(query.lastSeen()).isEqualTo(clock.instant());
        });
    }

    @Test
    void nothingIsTakenNoteOfUntilItIsSwitchedOnAndAfterItIsSwitchedOff() {
        slow.apply(QuerySettings.DEFAULT);
        execute("select 1", Duration.ofSeconds(9));
        slow.record();
        assertThat(slow.queries()).isEmpty();

        slow.apply(ON);
        execute("select 1", Duration.ofSeconds(9));
        slow.apply(QuerySettings.DEFAULT);
        execute("select 1", Duration.ofSeconds(9));
        slow.record();

        assertThat(slow.queries())
                .singleElement()
                .satisfies(query -> assertThat(query.count()).isOne());
    }

    @Test
    void thresholdHoldsAtOnce() {
        slow.apply(ON);
        slow.apply(new QuerySettings(true, Duration.ofMillis(1), 3));

        execute("select 1", Duration.ofMillis(1));
        slow.record();

        assertThat(slow.queries()).hasSize(1);
    }

    @Test
    void linesPoolsAndStatementsAreToldApart() {
        slow.apply(new QuerySettings(true, Duration.ofSeconds(1), 100));

        execute("jdbc/app", 1, "select a", Duration.ofSeconds(1));
        execute("jdbc/app", 2, "select a", Duration.ofSeconds(1));
        execute("jdbc/other", 1, "select a", Duration.ofSeconds(1));
        execute("jdbc/app", 1, "select b", Duration.ofSeconds(1));
        slow.record();

        assertThat(slow.queries()).hasSize(4);
    }

    @Test
    void batchOfSeveralIsNotTakenForTheStatementBeforeIt() {
        slow.apply(ON);
        Lease lease = places.take("jdbc/app", 1);
        execute(lease, "select a", Duration.ZERO);

        execute(lease, null, Duration.ofSeconds(2));
        slow.record();

        assertThat(slow.queries()).extracting(SlowQuery::sql).containsExactly("");
    }

    @Test
    void statementInsideAnotherIsCountedOnce() {
        slow.apply(ON);
        Lease lease = places.take("jdbc/app", 1);

        leases.registry.executions().started(lease, "select a");
        leases.registry.executions().started(lease, "select a");
        leases.ticker.advance(Duration.ofSeconds(2));
        leases.registry.executions().ended(lease, "select a");
        leases.registry.executions().ended(lease, "select a");
        slow.record();

        assertThat(slow.queries()).extracting(SlowQuery::count).containsExactly(1L);
    }

    @Test
    void whereThereIsNoRoomTheStatementThatWasSlowLongestAgoGoesToTheOthers() {
        slow.apply(ON);
        for (String table : new String[] {"a", "b", "c", "a", "d"}) {
            execute("select x from " + table, Duration.ofSeconds(2));
            slow.record();
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(slow.queries())
                .extracting(SlowQuery::sql)
                .containsExactlyInAnyOrder("select x from c", "select x from a", "select x from d");
        assertThat(slow.others()).isEqualTo(new OtherStatements(1, Duration.ofSeconds(2), Duration.ofSeconds(2)));
    }

    @Test
    void lessRoomHoldsAtOnce() {
        slow.apply(ON);
        execute("select x from a", Duration.ofSeconds(2));
        execute("select x from b", Duration.ofSeconds(2));
        slow.record();

        slow.apply(new QuerySettings(true, Duration.ofSeconds(1), 1));

        assertThat(slow.queries()).extracting(SlowQuery::sql).containsExactly("select x from b");
        assertThat(slow.others().count()).isOne();
    }

    @Test
    void moreThanThereIsTimeForIsCountedAndNotKept() {
        slow.apply(ON);
        for (int i = 0; i < SlowQueries.MOST_WAITING + 7; i++) {
            execute("select 1", Duration.ofSeconds(1));
        }
        slow.record();
        execute("select 1", Duration.ofSeconds(1));
        slow.record();

        assertThat(slow.missed()).isEqualTo(7);
        assertThat(slow.queries()).extracting(SlowQuery::count).containsExactly(SlowQueries.MOST_WAITING + 1L);
    }

    @Test
    void slowStatementIsLoggedOnceAMinuteAndNotAllOfThemAre() {
        slow.apply(new QuerySettings(true, Duration.ofSeconds(1), 100));
        try (RecordedLog log = RecordedLog.of(SlowQueries.class)) {
            execute("select 'secret' from a", Duration.ofSeconds(2));
            execute("select 'secret' from a", Duration.ofSeconds(2));
            slow.record();
            assertThat(log.lines())
                    .containsExactly("WARNING LSW8001W: A statement on jdbc/app took 2 s, with a connection taken at"
                            + " Shelves.java:1 (occurrence 1): select ? from a");

            clock.advance(Duration.ofMinutes(1));
            execute("select 'secret' from a", Duration.ofSeconds(2));
            slow.record();
            assertThat(log.lines()).hasSize(2);

            clock.advance(Duration.ofMinutes(1));
            for (int i = 0; i < 50; i++) {
                execute("select x from a" + i, Duration.ofSeconds(2));
            }
            slow.record();
            assertThat(log.lines()).hasSize(2 + SlowQueries.MOST_LINES);
        }
    }

    @Test
    void resetForgetsEverything() {
        slow.apply(ON);
        execute("select 1", Duration.ofSeconds(1));
        slow.record();

        slow.reset();

        assertThat(slow.queries()).isEmpty();
    }

    @Test
    void monitorThatStopsDoesNotSilenceTheNextOne() {
        slow.apply(ON);
        SlowQueries next = new SlowQueries(leases.registry, clock, ON);
        next.apply(ON);

        slow.stop();
        execute("select 1", Duration.ofSeconds(1));
        next.record();

        assertThat(next.queries()).hasSize(1);
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new QuerySettings(true, Duration.ZERO, 1))
                .hasMessage("threshold must be longer than zero, was PT0S");
        assertThatThrownBy(() -> new QuerySettings(true, Duration.ofSeconds(1), 0))
                .hasMessage("size must be from 1 to 10000, was 0");
    }

    private void execute(String sql, Duration time) {
        execute("jdbc/app", 1, sql, time);
    }

    private void execute(String pool, int line, String sql, Duration time) {
        Lease lease = places.take(pool, line);
        execute(lease, sql, time);
        leases.giveBack(lease);
    }

    private void execute(Lease lease, @Nullable String sql, Duration time) {
        leases.registry.executions().started(lease, sql);
        leases.ticker.advance(time);
        leases.registry.executions().ended(lease, sql);
    }
}
