package io.leasewatch.monitor.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.lease.Leases;
import io.leasewatch.core.time.ManualClock;
import io.leasewatch.monitor.database.BreakerState;
import io.leasewatch.monitor.database.DatabaseState;
import io.leasewatch.monitor.database.DatabaseStatus;
import io.leasewatch.monitor.database.Databases;
import io.leasewatch.monitor.database.NoDatabases;
import io.leasewatch.monitor.pool.PoolSettings;
import io.leasewatch.monitor.pool.PoolWatch;
import io.leasewatch.spi.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DatabaseRuleTest {

    private final ManualClock clock = new ManualClock();
    private final Leases leases = new Leases();
    private final Databases none = NoDatabases.of(
            leases.registry,
            new PoolWatch(leases.registry, List.of(), List.of(), clock, leases.ticker, PoolSettings.DEFAULT));
    private final DatabaseRule rule = new DatabaseRule(none, clock);

    @Test
    void databaseThatIsDownIsCriticalAndSaysSinceWhenAndWhy() {
        assertThat(rule.evaluate(List.of(database(DatabaseState.DOWN))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.pool()).isEqualTo("jdbc/a");
                    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
                    assertThat(finding.message())
                            .isEqualTo("Database jdbc/a is down since " + clock.instant() + ": its host refuses.");
                });
    }

    @Test
    void databaseInTroubleIsAWarningAfterAWhile() {
        DatabaseStatus degraded = database(DatabaseState.DEGRADED);
        assertThat(rule.evaluate(List.of(degraded))).isEmpty();

        clock.advance(Duration.ofSeconds(10));

        assertThat(rule.evaluate(List.of(degraded)))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void nothingIsSaidOfAnyOther() {
        clock.advance(Duration.ofDays(1));

        assertThat(rule.evaluate(List.of(
                        database(DatabaseState.UP),
                        database(DatabaseState.CONNECTING),
                        database(DatabaseState.STOPPING))))
                .isEmpty();
        assertThat(rule.evaluate(Set.of())).isEmpty();
    }

    @Test
    void applicationsThatDidNotStartAreCriticalAfterTheDatabaseIsBack() {
        assertThat(rule.evaluate(List.of(database(DatabaseState.UP, "shop"))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
                    assertThat(finding.message())
                            .isEqualTo(
                                    "shop has not started. jdbc/a was down when the server started, and is up again.");
                });
    }

    private DatabaseStatus database(DatabaseState state, String... notStarted) {
        return new DatabaseStatus(
                "jdbc/a",
                state,
                clock.instant(),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                "its host refuses",
                clock.instant(),
                0,
                BreakerState.OFF,
                0,
                false,
                List.of(notStarted));
    }
}
